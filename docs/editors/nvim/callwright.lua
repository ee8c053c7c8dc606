-- Formats a configuration of callwright when it is saved. A file with a syntax error stays as it is.
vim.api.nvim_create_autocmd("BufWritePre", {
  pattern = "*.hcl",
  callback = function(event)
    local lines = vim.api.nvim_buf_get_lines(event.buf, 0, -1, false)
    local done = vim.system({ "callwright", "fmt", "-" }, { stdin = lines, text = true }):wait()
    if done.code == 0 then
      local view = vim.fn.winsaveview()
      vim.api.nvim_buf_set_lines(event.buf, 0, -1, false, vim.split(vim.trim(done.stdout), "\n"))
      vim.fn.winrestview(view)
    end
  end,
})
