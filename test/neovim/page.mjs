// Reads what docs/editors.md says of Neovim, so that the page itself is what is tested.

/**
 * The Lua blocks of the page, in their order.
 * @param {string} page
 * @returns {string[]}
 */
export function luaBlocks(page) {
  return [...page.matchAll(/^```lua\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}

/**
 * The blocks that a person with this Neovim puts into `init.lua`.
 * @param {readonly string[]} blocks
 * @param {{ major: number, minor: number }} version
 * @returns {string[]}
 */
export function settingUp(blocks, { major, minor }) {
  const since = (/** @type {number} */ wanted) => major > 0 || minor >= wanted;
  const server = one(blocks, since(11) ? "vim.lsp.config(" : "vim.lsp.start_client(");
  return since(8) ? [server, one(blocks, '"LspAttach"')] : [server];
}

/**
 * @param {readonly string[]} blocks
 * @param {string} word
 * @returns {string}
 */
function one(blocks, word) {
  const found = blocks.filter((block) => block.includes(word));
  if (found.length !== 1) throw new Error(`docs/editors.md has ${found.length} Lua blocks with ${word}`);
  return found[0] ?? "";
}
