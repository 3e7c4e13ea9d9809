/**
 * One spelling for each file: clients and file systems percent-encode differently (`%40` or `@`, `C:` or
 * `c%3A`), and a file known by two names would seem to define everything twice.
 */
export function canonicalUri(uri: string): string {
  const match = /^file:\/\/([^/?#]*)(\/[^?#]*)$/i.exec(uri);
  if (!match) return uri;
  const [, authority = "", path = ""] = match;
  try {
    const decoded = decodeURIComponent(path).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
    return `file://${authority.toLowerCase()}${decoded.split("/").map(encodeSegment).join("/")}`;
  } catch {
    // Not valid percent-encoding: whoever sent it will spell it the same way next time.
    return uri;
  }
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Whether a file lies in a folder, at any depth. Both are canonical. */
export function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** Whether the name is one of a YAML file. */
export function isYamlUri(uri: string): boolean {
  return /\.ya?ml$/i.test(uri);
}
