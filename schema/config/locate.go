package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// Locate returns problems that were found after loading as diagnostics at their
// places in the files. A problem of an object that the configuration does not
// describe has no place.
func (c *Config) Locate(problems []schema.Problem) hcl.Diagnostics {
	described := map[schema.Addr]*schema.Resource{}
	for _, r := range c.Want.All() {
		described[r.Addr] = r
	}
	for _, k := range c.checks {
		described[k.addr()] = &schema.Resource{Desired: &schema.Desired{Addr: k.addr(), Source: schema.Source{Range: k.header}}}
	}
	for _, d := range c.deleting {
		described[d.addr()] = &schema.Resource{Desired: &schema.Desired{Addr: d.addr(), Source: schema.Source{Range: d.header}}}
	}
	bodies := map[string]*hclsyntax.Body{}
	diags := make(hcl.Diagnostics, 0, len(problems))
	for _, p := range problems {
		diags = append(diags, c.locate(p, described[p.Addr], bodies))
	}
	return tidy(diags)
}

func (c *Config) locate(p schema.Problem, r *schema.Resource, bodies map[string]*hclsyntax.Body) *hcl.Diagnostic {
	if r == nil {
		bare := p.Nowhere()
		diag.Attach(bare, About{Addr: p.Addr})
		return bare
	}
	at := r.Source.Range
	if _, parsed := bodies[at.Filename]; !parsed {
		bodies[at.Filename] = reparse(c.files, at.Filename)
	}
	d := p.In(at)
	if b := blockAt(bodies[at.Filename], at.Start.Byte); b != nil {
		if kind, ok := schema.KindOf(b.Type); ok {
			p.Problem = kind.Within(p.Problem, r.Kind.Name)
		}
		d = placed(b, p.Problem)
	}
	diag.Attach(d, aboutObject(r))
	return d
}

// reparse parses a file again, by its name. It was parsed before, so it is well
// formed; nil when there is no such file.
func reparse(files *source.Files, name string) *hclsyntax.Body {
	for _, read := range files.All() {
		if read.Name == name && read.IsHCL {
			body, _ := parseHCL(read)
			return body
		}
	}
	return nil
}

func blockAt(body *hclsyntax.Body, start int) *hclsyntax.Block {
	if body == nil {
		return nil
	}
	for _, b := range body.Blocks {
		if b.TypeRange.Start.Byte == start {
			return b
		}
	}
	return nil
}

// navigation tells a diagnostic's writer which block a place is in. The file is
// parsed again for it: its body was dropped, and errors are few.
type navigation struct{ file *source.File }

// ContextString returns the block's header at an offset: `user "ada"`.
func (n navigation) ContextString(offset int) string {
	if !n.file.IsHCL {
		return ""
	}
	parsed, _ := bounded.ParseFile(n.file.Bytes, n.file.Name)
	if parsed == nil {
		return ""
	}
	if nav, ok := parsed.Nav.(interface{ ContextString(int) string }); ok {
		return nav.ContextString(offset)
	}
	return ""
}

// sourcesOf returns the files that were read, by their names.
func sourcesOf(files *source.Files) map[string]*hcl.File {
	sources := map[string]*hcl.File{}
	for _, read := range files.All() {
		sources[read.Name] = &hcl.File{Bytes: read.Bytes, Nav: navigation{read}}
	}
	return sources
}
