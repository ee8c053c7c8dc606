package render

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// UnmanagedList shows the objects that a plan leaves alone, one on each line, and says how to
// take over those without an owner.
func UnmanagedList(w io.Writer, p *impact.Assessment) error {
	b := bufio.NewWriter(w)
	if len(p.Unmanaged) == 0 {
		fmt.Fprintf(b, "The configuration describes every object of %s\n", strings.TrimSuffix(instanceName(p), ",")+".")
		return b.Flush()
	}
	widest := 0
	for _, u := range p.Unmanaged {
		widest = max(widest, len(u.Live.Kind.Name))
	}
	free := false
	for _, u := range p.Unmanaged {
		free = free || u.Standing == plan.Unmanaged && !u.Live.System
		fmt.Fprintf(b, "%-*s  %s%s\n", widest, u.Live.Kind.Name, plan.Quote(u.Live.Key), standingNote(u))
	}
	if text := asOf(p); text != "" {
		fmt.Fprintf(b, "\nThese objects are from the %s.\n", text)
	}
	if free {
		fmt.Fprint(b, "\nTo take them over as they are: \"callwright unmanaged -o hcl\" prints blocks, and \"callwright export DIR\" writes files.\n")
	}
	return b.Flush()
}

// UnmanagedJSON writes the same as JSON, for programs. A script can put the blocks of all
// queues into a file, for example:
//
//	callwright unmanaged -o json | jq -r '.objects[] | select(.kind == "queue") | .block // empty'
func UnmanagedJSON(w io.Writer, p *impact.Assessment, described []*schema.Resource) error {
	type object struct {
		Kind     string        `json:"kind"`
		Name     string        `json:"name"`
		ID       string        `json:"id"`
		Standing plan.Standing `json:"standing"`
		Stack    string        `json:"stack,omitempty"` // of an object that belongs to another stack
		BuiltIn  bool          `json:"built_in,omitempty"`
		Block    string        `json:"block,omitempty"` // only for an object that can be taken over
	}
	list := struct {
		FormatVersion string   `json:"format_version"`
		Instance      string   `json:"instance"`                    // its ARN
		AsOf          string   `json:"snapshot_taken_at,omitempty"` // if the objects are from a snapshot
		Objects       []object `json:"objects"`
	}{document.FormatVersion, p.Instance.ARN, p.Instance.AsOf, []object{}}
	for i, block := range unmanagedBlocks(p, described) {
		u := p.Unmanaged[i]
		o := object{Kind: u.Live.Kind.Name, Name: u.Live.Key, ID: u.Live.ID, Standing: u.Standing, BuiltIn: u.Live.System, Block: block}
		if u.Standing == plan.Foreign {
			o.Stack = record.Stack(u.Live.Record)
		}
		list.Objects = append(list.Objects, o)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(list)
}

// unmanagedBlocks returns the block for each object that a plan leaves alone, in their order;
// "" for an object that has an owner, or that callwright cannot describe.
func unmanagedBlocks(p *impact.Assessment, described []*schema.Resource) []string {
	labels := map[string]bool{}
	for _, r := range described {
		labels[r.Addr.Block().String()] = true
	}
	blocks := make([]string, len(p.Unmanaged))
	for i, u := range p.Unmanaged {
		if u.Standing != plan.Unmanaged || u.Live.Unwritable(u.Live.Kind.Set(u.Live.Kind.Label)) != 0 {
			continue
		}
		f := hclwrite.NewEmptyFile()
		appendBlock(f.Body(), u.Live, blockLabel(u.Live, labels))
		blocks[i] = string(f.Bytes())
	}
	return blocks
}

// standingNote says why the plan leaves an object alone; "" if it just has no owner.
func standingNote(u plan.Left) string {
	switch u.Standing {
	case plan.Foreign:
		return "  belongs to the stack " + plan.Quote(record.Stack(u.Live.Record))
	case plan.Copied:
		return "  a copy: it has the record of another object"
	case plan.Held:
		return "  held: its record was made for another object"
	}
	if u.Live.System {
		return "  built into the instance"
	}
	return ""
}

// appendBlock appends a block that has only the object's name. A block manages just the
// attributes that it has, so applying this one changes none.
func appendBlock(body *hclwrite.Body, l *schema.Resource, label string) {
	b := body.AppendNewBlock(l.Kind.Name, []string{label}).Body()
	for _, name := range []string{l.Kind.Label, "parent"} {
		i, ok := l.Kind.Lookup(name)
		if ok && l.Given.Has(i) && !l.Value(i).RawEquals(cty.StringVal("")) {
			b.SetAttributeValue(name, l.Value(i))
		}
	}
}

var (
	notInLabel = regexp.MustCompile(`[^a-z0-9]+`)
	newWord    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
)

// blockLabel makes a label from the object's name: `basic_queue` from "BasicQueue". If another
// object of the kind has that label already, it adds a number: `basic_queue_2`.
func blockLabel(l *schema.Resource, labels map[string]bool) string {
	words := newWord.ReplaceAllString(l.Key, "${1}_$2")
	base := strings.Trim(notInLabel.ReplaceAllString(strings.ToLower(words), "_"), "_")
	if base == "" || base[0] >= '0' && base[0] <= '9' {
		base = strings.TrimRight(l.Kind.Name+"_"+base, "_")
	}
	name := base
	for n := 2; labels[l.Kind.Name+"."+name]; n++ {
		name = fmt.Sprintf("%s_%d", base, n)
	}
	labels[l.Kind.Name+"."+name] = true
	return name
}
