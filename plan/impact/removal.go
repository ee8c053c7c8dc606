package impact

import (
	"fmt"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// replacements refuses to replace an object if its lifecycle does not allow that, or if the old
// and the new one would have the same name. An allowed replacement has become two changes
// already, so this rule does not see it.
func replacements(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Action != plan.Replace || c.Live == nil || c.Want == nil {
			continue // an allowed replacement is a creation and a deletion
		}
		attr, name := c.Immutable(), s.object(c.Live).Name()
		switch {
		case c.Want.Lifecycle.PreventDestroy:
			all = append(all, refuse(c.Addr, diag.ProtectedObjectReplaced.On(attr, "The service cannot change %q of the existing %s, and its lifecycle has prevent_destroy. Restore the value, or set prevent_destroy = false first.", attr, name)))
		case !c.Want.Lifecycle.AllowReplace:
			all = append(all, refuse(c.Addr, diag.ReplacementRequired.On(attr, "The service cannot change %q of the existing %s; the object would have to be deleted and created again. Restore the value, or write lifecycle { allow_replace = true } in its block.", attr, name)))
		default:
			all = append(all, refuse(c.Addr, diag.ReplacementUnderSameName.On(attr, "The service cannot change %q of the existing %s, and a new one cannot exist beside it with the same name. Give it another name as well.", attr, name)))
		}
	}
	return all
}

// protectedObjects refuses to delete an object that left the configuration and whose lifecycle
// had prevent_destroy. The block is gone, but the record remembers that.
func protectedObjects(s *situation) []finding {
	d := record.Digester{Salt: s.Instance.ID}
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Reason != plan.NotInConfig || c.Step != "" {
			continue
		}
		if l := s.object(c.Live); d.Recall(l).Protected() {
			all = append(all, refuse(c.Addr, diag.ProtectedObjectDeleted.Problem("The %s is no longer in the configuration, but its lifecycle has prevent_destroy. Describe it again with lifecycle { prevent_destroy = false }, apply, and then remove it; or write release { address = %s } to let it go.", l.Name(), c.Addr)))
		}
	}
	return all
}

// deleteBlocks refuses delete blocks that name an object of another stack, or one that is built
// into the instance.
func deleteBlocks(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Reason != plan.DeleteBlock {
			continue
		}
		l := s.object(c.Live)
		switch stack := record.Stack(l.Record); {
		case l.System:
			all = append(all, refuse(c.Addr, diag.BuiltInObjectDeleted.Problem("The %s is built into the instance, and callwright never deletes it. Remove its delete block.", l.Name())))
		case stack != "" && !s.Ours(stack):
			all = append(all, refuse(c.Addr, diag.ObjectOfAnotherStack.Problem("The %s belongs to the stack %q (%s). Remove it from that stack's configuration instead.", l.Name(), stack, l.Record.Owner)))
		}
	}
	return all
}

// tooManyDeletions refuses a plan that deletes more objects of a kind than the limits allow.
func tooManyDeletions(s *situation) []finding {
	var all []finding
	for _, l := range s.limits {
		if l.Blocked {
			all = append(all, l.refusal())
		}
	}
	return all
}

// refusal says that the plan deletes too many objects of the kind, and how to allow it.
func (l Limit) refusal() finding {
	if l.zero {
		return refuse(schema.Addr{}, diag.DeletesEveryObject.Problem("The plan deletes all %s of this stack. If this is intended, write in the callwright block: limits = { deletes = %d, percent = 100 }", countKind(l.owned, l.Kind), l.Value))
	}
	deletes := fmt.Sprintf("%d of %s", l.Value, countKind(l.owned, l.Kind))
	if l.Value > l.gone {
		deletes = fmt.Sprintf("%s, of which %d belong to this stack", countKind(l.Value, l.Kind), l.gone)
	}
	return refuse(schema.Addr{}, diag.TooManyDeletions.Problem("The plan deletes %s; one plan may delete %d. If this is intended, write in the callwright block: limits = { deletes = %d }", deletes, l.Allowed, l.Value))
}
