/** A header line with this `apiVersion`, of a document or of an item of a list. */
export function claimOf(apiVersion: string): RegExp {
  const text = apiVersion.replaceAll(/[./]/g, "\\$&");
  return new RegExp(
    `^\\uFEFF?[ \\t]*(?:-[ \\t]+)?apiVersion:[ \\t]*["']?${text}["']?[ \\t]*(?:#.*)?\\r?$`,
    "m",
  );
}
