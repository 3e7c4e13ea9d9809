/** Where the rules' pages can be read. */
const PAGES = "https://github.com/slosmith/slosmith/blob/main/docs/rules/";

/** The address of a rule's page: what, why, bad, good. */
export function rulePageUrl(code: string): string {
  return `${PAGES}${code}.md`;
}
