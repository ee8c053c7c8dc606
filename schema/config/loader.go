package config

import (
	"io/fs"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A loader is one configuration on its way in.
type loader struct {
	files   *source.Files
	options Options
	config  *Config
	eval    *bounded.Evaluator
	diags   hcl.Diagnostics

	variables map[string]*variable
	locals    map[string]*local
	blocks    map[string]map[string]*block // by kind, by label
	settings  *hclsyntax.Block             // the callwright block
	provider  *hclsyntax.Block             // the main one
	desktop   *hclsyntax.Block             // that of ConnectPath

	releaseBlocks, deleteBlocks []*hclsyntax.Block
	checkBlocks                 []*block
	releases                    []release
	deletions                   []deletion

	named    []*schema.Resource // whose names are known
	compared int                // words that mistakes were compared with
	chain    []link             // what is being worked out, outermost first
}

func newLoader(fsys fs.FS, dir string, o Options) *loader {
	files := source.New(fsys, dir)
	l := &loader{
		files:     files,
		options:   o,
		eval:      bounded.New(files, bounded.Standard()),
		variables: map[string]*variable{},
		locals:    map[string]*local{},
		blocks:    map[string]map[string]*block{},
	}
	l.config = &Config{
		Limits:   Limits{Deletes: 10, Percent: 10},
		Provider: Provider{Type: "local"},
		Adopt:    adoptions[0],
		files:    files,
	}
	l.config.Want, _ = schema.NewState(nil)
	return l
}

func (l *loader) report(diags ...*hcl.Diagnostic) { l.diags = append(l.diags, diags...) }

// A stage says how far something that is worked out once has come.
type stage int

const (
	untouched stage = iota
	busy
	done
)

// A link is something that is being worked out because the one before needs it.
type link struct {
	name string
	at   hcl.Range
}

// longestChain is how many things may need one another in a row.
const longestChain = 1000

// enter notes that the named thing is being worked out. It is false when the chain
// is too long, which it reports.
func (l *loader) enter(name string, at hcl.Range) bool {
	if len(l.chain) >= longestChain {
		l.report(diag.ReferencesTooDeep.In(at, "%s is reached through %d others; at most %d are allowed.", name, len(l.chain), longestChain))
		return false
	}
	l.chain = append(l.chain, link{name, at})
	return true
}

func (l *loader) leave() { l.chain = l.chain[:len(l.chain)-1] }

// cycle reports that the named thing, which is being worked out, needs itself.
func (l *loader) cycle(name string) {
	start := len(l.chain) - 1
	for start > 0 && l.chain[start].name != name {
		start--
	}
	var path []string
	for _, k := range l.chain[start:] {
		path = append(path, k.name)
	}
	l.report(diag.ReferenceCycle.In(l.chain[start].at, "%s needs itself: %s.", name, strings.Join(append(path, name), " -> ")))
}
