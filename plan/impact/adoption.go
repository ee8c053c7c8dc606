package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// takenOver refuses to take over existing objects if the configuration does not allow that.
func takenOver(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		switch {
		case c.Action != plan.Adopt:
		case s.Adopt == AdoptNone:
			all = append(all, refuse(c.Addr, diag.AdoptionNotAllowed.Problem("The %s exists and no stack manages it, but adoption is off (--no-adopt, or adopt = \"none\" in the callwright block). Turn adoption on to take the object over, or describe another one.", c.Live.Name())))
		case s.Adopt == AdoptUnchanged && c.Attrs.Minus(c.Live.Manual) != 0: // only a person can change the manual attributes
			all = append(all, refuse(c.Addr, diag.AdoptionWouldChange.Problem("The %s exists and no stack manages it, but it differs from its block, and adopt = \"unchanged\" only allows taking over objects that match. Describe it as it is, or write adopt = \"any\" in the callwright block.", c.Live.Name())))
		}
	}
	return all
}

// otherStacks refuses to change objects of another stack. Two configurations would otherwise
// change the same object back and forth.
func otherStacks(s *situation) []finding {
	var all []finding
	for w, l := range s.plan.Pairs() {
		if l == nil || record.Stack(l.Record) == "" || s.Ours(record.Stack(l.Record)) || !s.in(w.Addr) {
			continue
		}
		all = append(all, refuse(w.Addr, diag.ObjectOfAnotherStack.Problem("The %s belongs to the stack %q (%s). Release it there; or, if this stack replaces that one, write formerly = [%q] in the callwright block.",
			l.Name(), record.Stack(l.Record), l.Record.Owner, record.Stack(l.Record))))
	}
	return all
}

// leftOut refuses a part of a plan if its changes wait for others that it leaves out. For
// example, --only user leaves out the new routing profile that a user needs.
func leftOut(s *situation) []finding {
	if s.Alone {
		return nil
	}
	var all []finding
	for _, c := range s.plan.Changes {
		for _, w := range c.Waits {
			if !s.in(w.Addr) {
				all = append(all, refuse(c.Addr, diag.IncompletePart.Problem("%s has to wait for %s, which --only or --exclude leaves out. Select it too.", c.Addr, w.Addr)))
			}
		}
	}
	return all
}

// newerRecords warns of records that a newer callwright wrote and this one cannot read.
func newerRecords(s *situation) []finding {
	d := record.Digester{Salt: s.Instance.ID}
	var all []finding
	for _, changes := range [][]*plan.Change{s.plan.Changes, s.plan.Records} {
		for _, c := range changes {
			written := c.Live != nil && (c.Step == "" && c.Want != nil && !c.LetsGo() || c.Step == plan.Old)
			if written && !c.Stamp && c.Live.HoldsRecord() && d.Recall(c.Live).Newer() {
				all = append(all, report(c.Addr, diag.NewerRecord.Problem("A newer version of callwright wrote the record of the %s. This version cannot tell why the object differs, so apply will not write it. Use that version or a later one.", c.Live.Name())))
			}
		}
	}
	return all
}

// moved counts the objects that the configuration describes at other addresses than before:
// under another label or key, or in a module. Only their records are written for that.
func moved(s *situation) []finding {
	var first *plan.Change
	n := 0
	for _, changes := range [][]*plan.Change{s.plan.Records, s.plan.Changes} {
		for _, c := range changes {
			if c.Standing != plan.Moved || c.Step == plan.Old {
				continue
			}
			if n++; first == nil {
				first = c
			}
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return []finding{tell("1 address moves: %s is now %s.", plan.Origin(first.Live), first.Addr)}
	}
	return []finding{tell("%d addresses move; %s, for example, is now %s.", n, plan.Origin(first.Live), first.Addr)}
}
