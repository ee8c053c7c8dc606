package plan

// A Cause says how a difference came about. The empty Cause is that of what does
// not differ.
type Cause string

// The causes.
const (
	Configured Cause = "config"  // the configuration changed; live is as last applied
	Drifted    Cause = "drift"   // live changed behind our back; the configuration is as last applied
	Both       Cause = "both"    // both changed, and not to the same
	Unknown    Cause = "unknown" // nothing is remembered
)

// plus returns the cause of two differences together.
func (c Cause) plus(other Cause) Cause {
	switch {
	case c == "" || c == other:
		return other
	case other == "":
		return c
	}
	return Both
}

// A Finding is why one attribute differs.
type Finding struct {
	Attr    int // position in [schema.Kind.Attrs]
	Cause   Cause
	Entries map[string]Cause // of the attribute's differences, by [Entry.Key]; nil when all have its cause
}

// Of returns the cause of the difference of the given key inside the attribute.
func (f Finding) Of(key string) Cause {
	if c, ok := f.Entries[key]; ok {
		return c
	}
	return f.Cause
}

// Drifted reports whether somebody changed any of the attribute.
func (f Finding) Drifted() bool {
	if f.Cause == Drifted || f.Cause == Both {
		return true
	}
	for _, c := range f.Entries {
		if c == Drifted || c == Both {
			return true
		}
	}
	return false
}
