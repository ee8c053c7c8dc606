package decode

import (
	"regexp"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Settings are the contents of the callwright block and the provider blocks: who owns the
// objects, how to reach the contact centre, and what one apply can do.
type Settings struct {
	Stack       string
	Formerly    []string // the names that the stack had before
	Limits      Limits
	Adopt       string // the existing objects that the stack can take over: "any", "unchanged" or "none"
	Provider    Provider
	ConnectPath *ConnectPath // nil if the configuration does not use ConnectPath
}

// Limits are the most that one apply can delete.
type Limits struct {
	Deletes int  // the number of objects of a kind
	Percent int  // the share of the stack's objects of a kind
	Lockout bool // whether an apply can leave nobody who may edit users and security profiles
}

// adoptions are the values of adopt. The first is the default.
var adoptions = []string{"any", "unchanged", "none"}

// defaultSettings returns the settings of a configuration without such blocks.
func defaultSettings() Settings {
	return Settings{Limits: Limits{Deletes: 10, Percent: 10}, Provider: Provider{Type: embedded}, Adopt: adoptions[0]}
}

// A settingsReader reads the callwright block.
type settingsReader struct{ *fieldReader }

// read reads the block into s.
func (f settingsReader) read(s *Settings, programVersion string) {
	f.checkContents("required_version", "stack", "formerly", "adopt", "limits")
	if name, at, ok := f.optionalText("stack"); ok {
		s.Stack = name
		if !StackAllowed(name) {
			f.report(badStack(name).In(at))
		}
	}
	s.Formerly = f.readFormerly(s.Stack)
	if adopt, at, ok := f.optionalText("adopt"); ok {
		if slices.Contains(adoptions, adopt) {
			s.Adopt = adopt
		} else {
			f.report(diag.WrongType.In(at, "\"adopt\" is %q, but must be \"any\", \"unchanged\" or \"none\".%s", adopt, diag.Suggest(adopt, adoptions)))
		}
	}
	if constraint, at, ok := f.optionalText("required_version"); ok {
		f.report(badVersion(constraint, programVersion, at)...)
	}
	f.readLimits(&s.Limits)
}

// StackAllowed reports whether a stack can have the name.
func StackAllowed(name string) bool { return stackForm.MatchString(name) }

// stackForm matches the name of a stack.
var stackForm = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// badStack returns the problem of a name that a stack cannot have.
func badStack(s string) diag.Problem {
	return diag.InvalidStack.Problem("%q is not a valid stack name. Use 1 to 32 lower-case letters, digits and hyphens.", s)
}

// mostFormerly is the largest number of former names. A plan looks for each of them on
// every live object.
const mostFormerly = 20

// readFormerly reads the former names of the stack, without duplicates.
func (f settingsReader) readFormerly(stack string) []string {
	v, at, ok := f.value("formerly")
	if !ok {
		return nil
	}
	t := v.Type()
	if !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		f.report(diag.WrongType.In(at, "formerly must be a list of stack names: formerly = [\"old-stack\"]."))
		return nil
	}
	if v.LengthInt() > mostFormerly {
		f.report(diag.TooManyFormerStacks.In(at, "formerly has %d names; at most %d are allowed.", v.LengthInt(), mostFormerly))
		return nil
	}
	var names []string
	for it := v.ElementIterator(); it.Next(); {
		i, e := it.Element()
		name, problem := formerStack(e, stack)
		if problem != nil {
			f.place(problem.WithPath(diag.Path("formerly").Index(i)))
			continue
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// formerStack returns the name in a member of formerly, or what is wrong with it. Present
// is the name of the stack now.
func formerStack(v cty.Value, present string) (string, *diag.Problem) {
	refuse := func(p diag.Problem) (string, *diag.Problem) { return "", &p }
	s, err := convert.Convert(v, cty.String)
	switch {
	case err != nil || s.IsNull():
		return refuse(diag.WrongType.Problem("formerly must be a list of stack names: formerly = [\"old-stack\"]."))
	case !StackAllowed(s.AsString()):
		return refuse(badStack(s.AsString()))
	case s.AsString() == present:
		return refuse(diag.PresentStackInFormerly.Problem("%q is the present name of the stack; formerly must only list the names that it had before.", present))
	}
	return s.AsString(), nil
}

// badVersion returns a diagnostic if the version of this program does not meet the
// constraint of required_version. An empty version meets every constraint.
func badVersion(constraint, programVersion string, at hcl.Range) hcl.Diagnostics {
	constraints, err := version.NewConstraint(constraint)
	if err != nil {
		return hcl.Diagnostics{diag.InvalidVersionConstraint.In(at, "%q is not a version constraint; write one such as \">= 0.1.0\" or \"~> 1.2\".", constraint)}
	}
	v, err := version.NewVersion(programVersion)
	if err != nil || constraints.Check(v.Core()) {
		return nil
	}
	return hcl.Diagnostics{diag.UnsupportedVersion.In(at, "This configuration requires callwright %s, but this is version %s.", constraint, programVersion)}
}

// readLimits reads the members of limits into the limits. Those that are not written stay.
func (f settingsReader) readLimits(limits *Limits) {
	v, at, ok := f.value("limits")
	if !ok {
		return
	}
	if !isMap(v) {
		f.report(diag.WrongType.In(at, "limits must be an object: limits = { deletes = 10, percent = 10 }."))
		return
	}
	for it := v.ElementIterator(); it.Next(); {
		key, limit := it.Element()
		name := key.AsString()
		switch name {
		case "deletes":
			f.readLimit(name, limit, &limits.Deletes, 1_000_000)
		case "percent":
			f.readLimit(name, limit, &limits.Percent, 100)
		case "lockout":
			f.readLockout(limit, &limits.Lockout)
		default:
			f.place(diag.UnsupportedAttribute.At(limitPath(name), "limits has no attribute %q.%s", name, diag.Suggest(name, []string{"deletes", "lockout", "percent"})))
		}
	}
}

// readLimit reads a number from 0 to most. Null is the same as not written.
func (f settingsReader) readLimit(name string, v cty.Value, into *int, most int) {
	if v.IsNull() {
		return
	}
	var n int
	number, err := convert.Convert(v, cty.Number)
	if err != nil || gocty.FromCtyValue(number, &n) != nil || n < 0 || n > most {
		f.place(diag.InvalidLimit.At(limitPath(name), "%s must be a whole number from 0 to %d.", name, most))
		return
	}
	*into = n
}

// readLockout reads true or false. Null is the same as not written.
func (f settingsReader) readLockout(v cty.Value, into *bool) {
	if v.IsNull() {
		return
	}
	allowed, err := convert.Convert(v, cty.Bool)
	if err != nil {
		f.place(diag.InvalidLimit.At(limitPath("lockout"), "lockout must be true or false."))
		return
	}
	*into = allowed.True()
}

// limitPath returns the path of a member of limits.
func limitPath(name string) cty.Path { return diag.Path("limits").GetAttr(name) }

// requireConnectPath returns a diagnostic if the configuration describes an object of
// ConnectPath and has no provider block for it. The embedded contact centre needs no block,
// because it has its own ConnectPath.
func (s *Settings) requireConnectPath(described []*schema.Resource) hcl.Diagnostics {
	if s.ConnectPath != nil {
		return nil
	}
	at := slices.IndexFunc(described, func(r *schema.Resource) bool { return r.Kind.Provider != "" })
	if at < 0 {
		return nil
	}
	if s.Provider.Type == embedded {
		s.ConnectPath = defaultConnectPath()
		return nil
	}
	r := described[at]
	return hcl.Diagnostics{diag.MissingProvider.In(r.Source.Range, "%s is a kind of ConnectPath, and the configuration does not say how to reach it: write provider %q { driver = %q }.", r.Kind.Name, r.Kind.Provider, connectPathDrivers[0])}
}
