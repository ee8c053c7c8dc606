package plan

// A Cause says how a difference came about. What does not differ has the empty cause.
type Cause string

// The causes.
const (
	Configured Cause = "config"  // the configuration changed; live is as last applied
	Drifted    Cause = "drift"   // somebody changed the live object; the configuration is as last applied
	Both       Cause = "both"    // both changed, to different values
	Unknown    Cause = "unknown" // the record does not say
)

// plus returns the cause of two differences together: [Both] if the two are not alike.
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
	Entries map[string]Cause // causes of single entries, by [Entry.Key]; nil if all have the same cause
}

// Of returns why the entry with the key differs.
func (f Finding) Of(key string) Cause {
	if c, ok := f.Entries[key]; ok {
		return c
	}
	return f.Cause
}

// Drifted reports whether somebody changed the live attribute, or any entry in it.
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
