package syntax

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A Call is a module block, which uses the module in another folder:
//
//	module "site" {
//	  source = "./modules/site"
//	}
type Call struct {
	*Block
	Module *Module // nil if it cannot be read, which is reported
}

// The attributes of a module block that are not inputs of the module.
const (
	SourceWord  = "source"
	ForEachWord = "for_each"
)

// deepestModule is how many modules can be inside one another. The address of an object has
// all of them, and more than a few do not fit into a tag.
const deepestModule = 20

// readCalls reads the modules that a module calls. Chain has the folders of the modules
// around it, outermost first. Ok is false if a file cannot be parsed.
func (t *Tree) readCalls(m *Module, chain []string) (diags hcl.Diagnostics, ok bool) {
	chain = append(slices.Clone(chain), m.Folder)
	ok = true
	for _, c := range m.Calls {
		at, folder, problem := t.folderOf(c, m.Folder)
		switch {
		case problem != nil:
			diags = append(diags, problem)
			continue
		case slices.Contains(chain, folder):
			diags = append(diags, diag.ModuleCycle.In(at, "A module cannot call itself, also not through others: %s.", t.pathText(append(chain[slices.Index(chain, folder):], folder))))
			continue
		case len(chain) > deepestModule:
			diags = append(diags, diag.ModulesTooDeep.In(at, "At most %d modules can be inside one another: %s.", deepestModule, t.pathText(append(chain[1:], folder))))
			continue
		}
		called, more := t.calledModule(folder, at, chain)
		diags = append(diags, more...)
		ok = ok && (called != nil || !unparsable(more))
		if called != nil && len(chain)+called.height > deepestModule { // it was read before, nearer to the root
			diags = append(diags, diag.ModulesTooDeep.In(at, "At most %d modules can be inside one another: %s -> … .", deepestModule, t.pathText(append(chain[1:], folder))))
			continue
		}
		if c.Module = called; called != nil {
			m.height = max(m.height, called.height+1)
		}
	}
	return diags, ok
}

// unparsable reports whether one of the diagnostics is about the text of a file, and not
// about the block that names the folder.
func unparsable(diags hcl.Diagnostics) bool {
	return slices.ContainsFunc(diags, func(d *hcl.Diagnostic) bool { return diag.EntryOf(d) != diag.InvalidModuleSource })
}

// calledModule returns the module in a folder. It reads a folder once, although several
// blocks may call the module. At is the place that names the folder.
func (t *Tree) calledModule(folder string, at hcl.Range, chain []string) (*Module, hcl.Diagnostics) {
	if known, ok := t.modules[folder]; ok {
		return known, nil
	}
	names, err := t.Files.List(folder, suffix)
	names = withoutValues(names)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, hcl.Diagnostics{diag.InvalidModuleSource.In(at, "There is no folder %q. The path is relative to the file that names it.", t.Files.Name(folder))}
	case err != nil:
		return nil, hcl.Diagnostics{diag.InvalidModuleSource.In(at, "Cannot read the folder %q: %s.", t.Files.Name(folder), source.Reason(err))}
	case len(names) == 0:
		return nil, hcl.Diagnostics{diag.InvalidModuleSource.In(at, "The folder %q has no %s files.", t.Files.Name(folder), suffix)}
	}
	m, diags := t.readModule(folder, names, chain)
	t.modules[folder] = m
	return m, diags
}

// folderOf returns the folder that a module block names, and the place of the name. Within
// is the folder of the block.
func (t *Tree) folderOf(c *Call, within string) (at hcl.Range, folder string, problem *hcl.Diagnostic) {
	attr := c.Attribute(SourceWord)
	if attr == nil {
		return c.Header, "", diag.InvalidModuleSource.In(c.Header, "A module block needs the folder of the module: source = \"./modules/site\".")
	}
	at = attr.Expr.Range()
	v, ok := Literal(attr.Expr)
	if !ok || v.IsNull() || v.Type() != cty.String {
		return at, "", Within(attr.SrcRange, diag.LiteralRequired.In(at, "callwright reads the module before it evaluates anything, so its folder must be written literally: source = \"./modules/site\"."))
	}
	path := v.AsString()
	if path != "." && path != ".." && !strings.HasPrefix(path, "./") && !strings.HasPrefix(path, "../") {
		return at, "", Within(attr.SrcRange, diag.InvalidModuleSource.In(at, "A module is a folder beside the configuration. Its path begins with ./ or ../, such as \"./modules/site\"."))
	}
	folder, err := source.Resolve(within, path)
	if err != nil {
		return at, "", Within(attr.SrcRange, diag.InvalidModuleSource.In(at, "%s.", err))
	}
	return at, folder, nil
}

// pathText returns the names of folders with arrows between them: `the configuration -> modules/site`.
func (t *Tree) pathText(folders []string) string {
	names := make([]string, len(folders))
	for i, folder := range folders {
		names[i] = t.Files.Name(folder)
		if folder == t.Files.Folder() {
			names[i] = "the configuration"
		}
	}
	return strings.Join(names, " -> ")
}
