-- What a person sees of SLOsmith in Neovim. Run by run.mjs, in a copy of examples/.
local PATIENCE = 20000

local function say(line) io.stdout:write(line .. "\n") end

local function eventually(what, look)
  local found
  if not vim.wait(PATIENCE, function()
    found = look()
    return found ~= nil and found ~= false
  end, 20) then
    error("It did not come to this: " .. what, 2)
  end
  return found
end

local function open(name)
  vim.cmd("edit " .. name)
  return vim.api.nvim_get_current_buf()
end

local function clients_of(buffer)
  local get = vim.lsp.get_clients
  if get then return get({ bufnr = buffer }) end
  return vim.tbl_values(vim.lsp.buf_get_clients(buffer))
end

local function open_attached(name)
  local buffer = open(name)
  eventually(name .. " is attached", function() return #clients_of(buffer) > 0 end)
  return buffer
end

local function text_of(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") end

--- Puts the cursor on the first character of a word's first occurrence, or `by` columns behind.
local function go_to(word, by)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    local at = line:find(word, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { number, at - 1 + (by or 0) })
      return number - 1, at - 1
    end
  end
  error("not there: " .. word, 2)
end

local function finding(buffer, code)
  return eventually("a finding " .. code, function()
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      if one.code == code then return one end
    end
  end)
end

local function ask(buffer, method, params)
  local answers = assert(vim.lsp.buf_request_sync(buffer, method, params, PATIENCE))
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    if answer.result then return answer.result end
  end
end

local function place()
  local client = clients_of(0)[1]
  return vim.lsp.util.make_position_params(0, client.offset_encoding)
end

local function equal(got, wanted)
  if not vim.deep_equal(got, wanted) then
    error("wanted " .. vim.inspect(wanted) .. ", got " .. vim.inspect(got), 2)
  end
end

local function has(text, part)
  if not text:find(part, 1, true) then error(("%q is not in: %s"):format(part, text), 2) end
end

--- Runs what asks the person to choose, and chooses what has these words in its title.
local function choosing(words, act)
  local select, chosen = vim.ui.select, nil
  vim.ui.select = function(items, options, done)
    for at, item in ipairs(items) do
      local title = options.format_item and options.format_item(item) or tostring(item)
      if title:find(words, 1, true) then
        chosen = title
        return done(item, at)
      end
    end
    done(nil, nil)
  end
  act()
  local ok, fault = pcall(eventually, "a choice with " .. words, function() return chosen end)
  vim.ui.select = select
  if not ok then error(fault, 2) end
end

local tests = {}
local function test(name, body) table.insert(tests, { name = name, body = body }) end

test("every Lua block of the page is Lua", function()
  local file = assert(io.open(vim.env.SLOSMITH_BLOCKS))
  local blocks = vim.fn.json_decode(file:read("*a"))
  file:close()
  assert(#blocks >= 4, "blocks: " .. #blocks)
  for _, block in ipairs(blocks) do assert(loadstring(block)) end
end)

test("the server is attached to YAML and to nothing else, once for a folder", function()
  local notes = open("notes.md")
  local checkout = open_attached("checkout.yaml")
  local tier = open_attached("tiers/critical.yaml")
  equal(#clients_of(notes), 0)
  local client = clients_of(checkout)[1]
  equal(client.name, "slosmith")
  equal(clients_of(tier)[1].id, client.id)
  equal(client.config.root_dir, vim.fn.getcwd())
end)

test("YAML that is no spec has no diagnostics, and a sound spec no errors and warnings", function()
  local mistakes = open_attached("mistakes.yaml")
  local compose = open_attached("compose.yaml")
  local checkout = open_attached("checkout.yaml")
  finding(mistakes, "target-range")
  equal(vim.diagnostic.get(compose), {})
  equal(vim.diagnostic.get(checkout, { severity = { min = vim.diagnostic.severity.WARN } }), {})
end)

test("diagnostics have code, source, severity and the exact range", function()
  local buffer = open_attached("mistakes.yaml")
  local found = finding(buffer, "target-range")
  local line, column = go_to("target: 99.9")
  equal({ found.lnum, found.col, found.end_lnum, found.end_col }, { line, column + 8, line, column + 12 })
  equal(found.source, "slosmith")
  equal(found.severity, vim.diagnostic.severity.ERROR)
  has(found.message, "0.999")
end)

test("what stands in another file is known", function()
  finding(open_attached("mistakes.yaml"), "target-below-floor")
end)

test("an edit brings a finding and takes it back", function()
  local buffer = open_attached("checkout.yaml")
  local line, column = go_to("target: 0.9995")
  vim.api.nvim_buf_set_text(buffer, line, column + 8, line, column + 14, { "99.95" })
  finding(buffer, "target-range")
  vim.api.nvim_buf_set_text(buffer, line, column + 8, line, column + 13, { "0.9995" })
  eventually("no finding", function()
    return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) == 0
  end)
  vim.cmd("edit!")
end)

test("columns are right behind characters of several bytes", function()
  local buffer = open_attached("mistakes.yaml")
  local line = go_to("- target: 99.9")
  vim.api.nvim_buf_set_lines(buffer, line, line + 1, false, { '    - {displayName: "é😀", target: 99.9}' })
  local wanted = ('    - {displayName: "é😀", target: '):len()
  eventually("a finding behind them", function()
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      if one.code == "target-range" and one.lnum == line and one.col == wanted then return true end
    end
  end)
  vim.cmd("edit!")
end)

test("hovering a target tells its budget", function()
  open_attached("checkout.yaml")
  go_to("target: 0.9995", 9)
  vim.lsp.buf.hover()
  local text = eventually("a window", function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        local text = text_of(vim.api.nvim_win_get_buf(window))
        vim.api.nvim_win_close(window, true)
        return text
      end
    end
  end)
  has(text, "16,800")
end)

test("keys, names and values are completed", function()
  local buffer = open_attached("checkout.yaml")
  local function labels()
    local answer = ask(buffer, "textDocument/completion", place())
    return vim.tbl_map(function(item) return item.label end, answer.items or answer)
  end
  go_to("indicatorRef: checkout-answered", 14)
  assert(vim.tbl_contains(labels(), "checkout-answered"), "the SLI is offered")
  go_to("budgetingMethod: Occurrences", 17)
  assert(vim.tbl_contains(labels(), "Timeslices"), "the method is offered")
  local line = go_to("slosmith/owner: commerce-sre")
  vim.api.nvim_buf_set_lines(buffer, line + 1, line + 1, false, { "    slosmith/c" })
  vim.api.nvim_win_set_cursor(0, { line + 2, 14 })
  assert(vim.tbl_contains(labels(), "slosmith/client"), "the key is offered")
  vim.cmd("edit!")
end)

test("a tier's name leads to the tier", function()
  open_attached("checkout.yaml")
  go_to("slosmith/tier: critical-journey", 18)
  vim.lsp.buf.definition()
  eventually("the tier's file", function() return vim.api.nvim_buf_get_name(0):match("tiers/critical%.yaml$") end)
  has(vim.api.nvim_get_current_line(), "critical-journey")
end)

test("references to a tier are found in the other files", function()
  local buffer = open_attached("tiers/critical.yaml")
  go_to("name: critical-journey", 8)
  local params = place()
  params.context = { includeDeclaration = false }
  local found = ask(buffer, "textDocument/references", params)
  assert(#found >= 3, "references: " .. #found)
end)

test("a rename changes the other files", function()
  local tier = open_attached("tiers/critical.yaml")
  local checkout = open_attached("checkout.yaml")
  vim.api.nvim_set_current_buf(tier)
  go_to("name: critical-journey", 8)
  vim.lsp.buf.rename("vital-journey")
  eventually("both files are changed", function()
    return text_of(tier):find("name: vital-journey", 1, true) and text_of(checkout):find("tier: vital-journey", 1, true)
  end)
  assert(not text_of(checkout):find("critical-journey", 1, true), "no old name is left")
  for _, buffer in ipairs({ tier, checkout }) do
    vim.api.nvim_set_current_buf(buffer)
    vim.cmd("edit!")
  end
end)

test("a quick fix mends what it says", function()
  local buffer = open_attached("mistakes.yaml")
  finding(buffer, "target-range")
  local line = go_to("target: 99.9", 8)
  choosing("0.999", vim.lsp.buf.code_action)
  eventually("the fix", function()
    return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]:match("target: 0%.999$")
  end)
  vim.cmd("edit!")
end)

test("lenses tell who uses a tier", function()
  local buffer = open_attached("tiers/critical.yaml")
  local lens = eventually("a lens", function()
    vim.lsp.codelens.refresh()
    vim.wait(200)
    return vim.lsp.codelens.get(buffer)[1]
  end)
  has(lens.command.title, "SLO")
end)

test("symbols tell the objects", function()
  local buffer = open_attached("checkout.yaml")
  local names = {}
  for _, symbol in ipairs(ask(buffer, "textDocument/documentSymbol", { textDocument = place().textDocument })) do
    names[symbol.name] = true
  end
  assert(names["checkout-availability"], vim.inspect(names))
end)

if vim.lsp.inlay_hint then
  test("inlay hints tell budgets", function()
    local buffer = open_attached("checkout.yaml")
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
    local hints = eventually("hints", function()
      local all = vim.lsp.inlay_hint.get({ bufnr = buffer })
      return #all > 0 and all
    end)
    has(vim.inspect(hints), "16,800")
  end)
end

test("the server's own requests are answered", function()
  local buffer = open_attached("checkout.yaml")
  local status = ask(buffer, "slosmith/status", { uri = vim.uri_from_bufnr(buffer) })
  equal(status.isSpec, true)
  equal(status.indexing, false)
end)

local failed = 0
for _, one in ipairs(tests) do
  local ok, fault = xpcall(one.body, debug.traceback)
  say(ok and ("  ok      " .. one.name) or ("  FAILED  " .. one.name .. "\n" .. fault))
  if not ok then failed = failed + 1 end
end
say(("%d passed, %d failed"):format(#tests - failed, failed))
for _, client in ipairs(clients_of(vim.fn.bufnr("checkout.yaml"))) do vim.lsp.stop_client(client.id) end
vim.cmd(failed == 0 and "qall!" or "cquit 1")
