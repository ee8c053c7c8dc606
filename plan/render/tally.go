package render

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// Tally returns the line that counts a plan's changes, such as
// `Plan: 2 to create, 1 to update, 0 to delete. 40 unchanged`, with a full stop.
func Tally(p *impact.Assessment) string {
	counts := map[plan.Action]int{}
	for _, a := range plan.Actions {
		counts[a] = p.Count(a)
	}
	partial := ""
	if p.Scope.Partial() {
		partial = " Partial: --only or --exclude leaves out the rest."
	}
	return fmt.Sprintf("Plan: %s. %d unchanged.%s", tally(counts, func(a plan.Action) string { return toDo(p, a) }), p.Noop, partial)
}

// toDo says what the plan does to objects: `to create`, or `to adopt, 212 of them change`.
func toDo(p *impact.Assessment, a plan.Action) string {
	words := "to " + string(a)
	if n := p.Overwritten(); a == plan.Adopt && n > 0 {
		words += fmt.Sprintf(", %d of them %s", n, verb(n, "changes", "change"))
	}
	return words
}

// nothing says that a plan has no changes, or no drift: `No changes. prod matches the
// configuration (41 objects).` If only a part was planned, it says nothing about the rest. If
// the plan is refused, it does not claim that the instance matches. For example, an object that
// belongs to another stack is not as described.
func nothing(p *impact.Assessment, what, is string) string {
	objects, compared := impact.Count(p.Noop, "object"), ""
	if text := asOf(p); text != "" {
		compared = " Compared with the " + text + "."
	}
	switch {
	case p.Model != nil:
		return fmt.Sprintf("No differences. %s is as %s (%s).", instanceName(p), modelName(p), objects)
	case len(p.Refusals) > 0: // the instance and the configuration do not agree, so nobody may read "matches"
		return fmt.Sprintf("Refused. callwright cannot apply this plan. It has no other %s (%s as described).%s", what, objects, compared)
	case len(p.Scope.Only) > 0:
		return fmt.Sprintf("No %s in the part that --only selects (%s); %s not checked.%s", what, objects, impact.Count(p.LeftOut, "object"), compared)
	case p.Scope.Partial():
		return fmt.Sprintf("No %s in the part that --exclude leaves (%s); %s not checked.%s", what, objects, impact.Count(p.LeftOut, "object"), compared)
	}
	return fmt.Sprintf("No %s. %s %s (%s).", what, instanceName(p), is, objects)
}

// instanceName names the instance in a sentence. For a plan against a snapshot it says so, because
// the instance may be another today: `prod, in the snapshot of 2026-11-27T15:36:32Z,`.
func instanceName(p *impact.Assessment) string {
	name := plan.Clean(p.Instance.Name)
	if text := asOf(p); text != "" {
		name += ", in the " + text + ","
	}
	return name
}

// modelName names the contact centre that a comparison would make this one like: `prod, in the
// snapshot of 2026-11-27T15:36:32Z`.
func modelName(p *impact.Assessment) string {
	name := plan.Clean(p.Model.Instance.Name)
	if text := environmentText(p.Model.Environment); text != "" {
		name += ", " + plan.Clean(text)
	}
	if at := p.Model.Instance.AsOf; at != "" {
		name += ", in the snapshot of " + plan.Clean(at)
	}
	return name
}

// asOf names the snapshot that the plan was made against; "" for the service itself.
func asOf(p *impact.Assessment) string {
	if p.Instance.AsOf == "" {
		return ""
	}
	return "snapshot of " + plan.Clean(p.Instance.AsOf)
}

// Applied returns the line that counts what a run did, and what it did not do, such as
// `Apply: 2 created, 0 updated, 0 deleted, 1 failed, 3 not attempted`, with a full stop.
func Applied(done map[plan.Action]int, failed, stale, manual, left int) string {
	return "Apply: " + ended(done, endedAs{failed, "failed"}, endedAs{stale, "out of date"}, endedAs{manual, "to do by hand"}, endedAs{left, "not attempted"}) + "."
}

// An endedAs is a number of changes with what became of them.
type endedAs struct {
	n    int
	word string
}

// ended counts the objects that a run changed, and the other changes if there are any.
func ended(done map[plan.Action]int, others ...endedAs) string {
	parts := []string{tally(done, func(a plan.Action) string { return strings.TrimSuffix(string(a), "e") + "ed" })}
	for _, o := range others {
		if o.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", o.n, o.word))
		}
	}
	return strings.Join(parts, ", ")
}

// tally counts the objects of each action. Creations, updates and deletions are always there,
// so that the line has a form that people know; other actions only if there are any.
func tally(counts map[plan.Action]int, word func(plan.Action) string) string {
	var parts []string
	for _, a := range plan.Actions {
		if n := counts[a]; n > 0 || a == plan.Create || a == plan.Update || a == plan.Delete {
			parts = append(parts, fmt.Sprintf("%d %s", n, word(a)))
		}
	}
	return strings.Join(parts, ", ")
}

// Deletions says how many objects will be deleted.
func Deletions(n int) string { return impact.Count(n, "object") + " will be deleted." }

// tallyLeft counts objects by kind: `112 users, 3 security profiles`.
func tallyLeft(list []plan.Left) string {
	var parts []string
	for i, n := 0, 0; i < len(list); i++ {
		n++
		if i+1 == len(list) || list[i+1].Live.Kind != list[i].Live.Kind {
			parts = append(parts, impact.Count(n, diag.KindWords(list[i].Live.Kind.Name)))
			n = 0
		}
	}
	return strings.Join(parts, ", ")
}
