/** A file's text, and what is strange about its bytes. */
export interface Decoded {
  readonly text: string;
  /** Written back as UTF-8 it would be another file: it is not to be changed. */
  readonly readOnly: boolean;
  /** What is wrong with the bytes, as the end of a sentence. */
  readonly fault?: string;
}

/** Reads bytes as an editor does: UTF-16 where a byte order mark says so, else UTF-8. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), readOnly: true };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), readOnly: true };
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
      readOnly: false,
    };
  } catch {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { text, readOnly: true, fault: "is not valid UTF-8" };
  }
}
