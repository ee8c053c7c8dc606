package render

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// UnmanagedList shows the objects that a plan leaves alone, one on each line. Below them are
// blocks for the configuration, to take over the objects without an owner:
//
//	queue "basic_queue" {
//	  name = "BasicQueue"
//	}
//
// No block has a label that the configuration uses already.
func UnmanagedList(w io.Writer, p *impact.Assessment, described []*schema.Resource) error {
	b := bufio.NewWriter(w)
	if len(p.Unmanaged) == 0 {
		fmt.Fprintf(b, "The configuration describes every object of %s.\n", plan.Clean(p.Instance.Name))
		return b.Flush()
	}
	labels := map[string]bool{}
	for _, r := range described {
		labels[r.Addr.Block().String()] = true
	}
	widest := 0
	for _, u := range p.Unmanaged {
		widest = max(widest, len(u.Live.Kind.Name))
	}
	free, blocks := hclwrite.NewEmptyFile(), 0
	for _, u := range p.Unmanaged {
		fmt.Fprintf(b, "%-*s  %s%s\n", widest, u.Live.Kind.Name, plan.Quote(u.Live.Key), standingNote(u))
		if u.Standing != plan.Unmanaged || u.Live.Unwritable(u.Live.Kind.Set(u.Live.Kind.Label)) != 0 {
			continue
		}
		if blocks++; blocks > 1 {
			free.Body().AppendNewline()
		}
		appendBlock(free.Body(), u.Live, blockLabel(u.Live, labels))
	}
	if blocks > 0 {
		fmt.Fprintf(b, "\nTo take an object over, copy its block into the configuration and add the attributes to manage:\n\n%s", free.Bytes())
	}
	return b.Flush()
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
