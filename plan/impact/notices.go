package impact

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// reusable suggests disabled objects to a plan that creates some of a kind that the service
// cannot delete. For example, an instance has room for 50 agent statuses, and disabled ones
// count. So instead of a new one, "Lunch" can be a disabled "Break" with a new name.
func reusable(s *situation) []finding {
	var all []finding
	for k := range schema.Kinds() {
		if k.Deletable() || k.Single {
			continue
		}
		created := 0
		for _, c := range s.plan.Changes {
			if c.Action == plan.Create && c.Want.Kind == k {
				created++
			}
		}
		var names []string
		for _, l := range s.live.Of(k) {
			if l.Retired() && record.Stack(l.Record) == "" && !s.plan.Describes(l) {
				names = append(names, plan.Quote(l.Key))
			}
		}
		if created == 0 || len(names) == 0 {
			continue
		}
		rest := ""
		if n := len(names) - 3; n > 0 {
			rest = fmt.Sprintf(" and %d more", n)
		}
		all = append(all, tell("The service cannot delete %s, and an instance has room for %d. Disabled and not managed by any stack: %s%s. To use one again, rename it: lifecycle { renamed_from = %s }",
			schema.One(k.Name), k.Quota, strings.Join(names[:min(len(names), 3)], ", "), rest, names[0]))
	}
	return sorted(all)
}

// setAside says which temporary names objects have until they are deleted.
func setAside(s *situation) []finding {
	deleted := map[string]bool{} // by id
	for _, c := range s.plan.Changes {
		if c.Want == nil {
			deleted[c.Live.ID] = true
		}
	}
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Step == plan.Aside && deleted[c.Live.ID] {
			all = append(all, tell("The %s is renamed to %s until it is deleted, because another object takes its name.", s.object(c.Live).Name(), plan.Quote(c.Want.Key)))
		}
	}
	return sorted(all)
}

// forgotten says for each block which attributes were managed and are no longer described. They
// keep their values, and somebody who deleted the line may have expected them to be reset. Each
// block has one notice, even if it describes 400 users.
func forgotten(s *situation) []finding {
	type block struct {
		attrs   []string
		objects int
	}
	blocks := map[schema.Addr]*block{}
	for _, changes := range [][]*plan.Change{s.plan.Changes, s.plan.Records} {
		for _, c := range changes {
			if len(c.Forgets) == 0 {
				continue
			}
			at := c.Addr.Block()
			if blocks[at] == nil {
				blocks[at] = &block{}
			}
			b := blocks[at]
			b.objects++
			for _, a := range c.Forgets {
				if !slices.Contains(b.attrs, a) {
					b.attrs = append(b.attrs, a)
				}
			}
		}
	}
	var all []finding
	for at, b := range blocks {
		all = append(all, tell("%s no longer manages %s; the live objects keep their values (%s).", at, strings.Join(b.attrs, ", "), Count(b.objects, "object")))
	}
	return sorted(all)
}

// undescribed lists live settings that no attribute can describe, such as a limit for a type of
// work. They stay as they are in an object that manages the attribute, and are lost with
// an object that is deleted.
//
// They are named once for each kind: "3 routing profiles have settings that …".
func undescribed(s *situation) []finding {
	var stay, gone undescribedSettings
	for w, l := range s.plan.Pairs() {
		if l != nil && len(l.Undescribed) > 0 {
			stay.add(l, w.Has)
		}
	}
	for _, c := range s.plan.Changes {
		if c.Action == plan.Delete {
			gone.add(c.Live, func(string) bool { return true })
		}
	}
	return append(stay.tell("they stay as they are", "they stay as they are"), gone.tell("they are deleted with it", "they are deleted with them")...)
}

// undescribedSettings are settings that no attribute can describe, by the kinds of the
// objects that have them.
type undescribedSettings struct {
	kinds   []*schema.Kind
	objects map[*schema.Kind][]string // names
	what    map[*schema.Kind][]string
}

// add adds the settings of an object that belong to the attributes which concern reports.
func (u *undescribedSettings) add(l *schema.Resource, concerns func(attr string) bool) {
	var list []string
	for _, b := range l.Undescribed {
		if concerns(b.Attr) {
			list = append(list, plan.Clean(b.What))
		}
	}
	if len(list) == 0 {
		return
	}
	if u.objects == nil {
		u.objects, u.what = map[*schema.Kind][]string{}, map[*schema.Kind][]string{}
	}
	if u.objects[l.Kind] == nil {
		u.kinds = append(u.kinds, l.Kind)
	}
	u.objects[l.Kind] = append(u.objects[l.Kind], plan.Quote(l.Key))
	u.what[l.Kind] = append(u.what[l.Kind], list...)
}

// tell returns a notice for each kind: one becomes of one object's settings, several of
// those of several.
func (u *undescribedSettings) tell(one, several string) []finding {
	var all []finding
	for _, k := range u.kinds {
		noun, names, what := diag.KindWords(k.Name), u.objects[k], u.what[k]
		slices.Sort(what)
		settings := ShortList(slices.Compact(what))
		if len(names) == 1 {
			all = append(all, tell("The %s %s has settings that callwright cannot describe; %s: %s.", noun, names[0], one, settings))
			continue
		}
		slices.Sort(names)
		all = append(all, tell("%s have settings that callwright cannot describe; %s: %s. They are %s.", Count(len(names), noun), several, settings, ShortList(names)))
	}
	return all
}

// ShortList lists the first few of many words.
func ShortList(words []string) string {
	const most = 5
	if len(words) <= most {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
}

// stillDisabled says which of the objects that the plan takes over are disabled and stay so.
// For example, a block describes an agent status that somebody disabled years ago, and the block
// does not set its state.
func stillDisabled(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Action == plan.Adopt && c.Live.Retired() && !c.Want.Has(c.Live.Kind.RetiredBy) {
			all = append(all, tell("The %s %s is disabled, and stays so because its block does not set %s.", diag.KindWords(c.Live.Kind.Name), plan.Quote(c.Live.Key), c.Live.Kind.RetiredBy))
		}
	}
	return all
}

// leftAlone warns of live objects whose records name this stack, but do not prove that it owns
// the object. For example, somebody copied the queue "Sales" in the console, tags included. The
// copy has the record of queue.sales, and deleting it would be wrong.
func leftAlone(s *situation) []finding {
	var all []finding
	for _, left := range s.plan.Unmanaged {
		l, at := left.Live, plan.Origin(left.Live)
		about := func(e *diag.Entry, format string, args ...any) {
			all = append(all, report(schema.Addr{}, e.Problem("The %s is not in the configuration. %s", l.Name(), fmt.Sprintf(format, args...))))
		}
		_, err := record.ParseApplied(l.Record.Applied)
		switch {
		case left.Standing == plan.Copied:
			about(diag.CopiedObject, "It has the record of %s, which is another object, so callwright leaves it alone.", at)
		case left.Standing != plan.Held:
		case errors.Is(err, record.ErrNewer):
			about(diag.NewerRecord, "It was %s of this stack, but a newer version of callwright wrote its record, so this version leaves it alone. Use that version or a later one.", at)
		default:
			about(diag.RecordOfAnotherObject, "Its record says that it is %s of this stack, but the record was made for another object, so callwright leaves it alone. Delete it by hand, or write release { address = %s }.", at, at)
		}
	}
	return all
}

// sorted sorts notices by their texts, because maps have no order, and the same plan must give
// the same bytes.
func sorted(list []finding) []finding {
	slices.SortFunc(list, func(a, b finding) int { return strings.Compare(a.notice, b.notice) })
	return list
}

// adopted says once what it means that an object is taken over.
func adopted(s *situation) []finding {
	n, ends := 0, "deletes"
	for _, c := range s.plan.Changes {
		if c.Action != plan.Adopt {
			continue
		}
		if n++; !c.Want.Kind.Deletable() { // an agent status
			ends = "deletes or disables"
		}
	}
	if n == 0 {
		return nil
	}
	return []finding{tell("From now on, callwright manages %s that it takes over: if you remove the block, the next apply %s the object. To let go of an object, remove its block and write a release block.", Count(n, "object"), ends)}
}
