package decode

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// An inquiry is one evaluation of a check. It keeps the questions that the check asked
// about the planned state, and those without an answer.
type inquiry struct {
	questions Questions                // nil before there is a plan: every answer is an unknown value
	keyOf     func(schema.Addr) string // returns the natural key of a described object

	asked  []schema.Name // the objects that the check asked about
	unread []error       // an error for each question without an answer, even one inside of try()
}

// context returns the scope of a check, with the functions that ask, such as
// agents_serving.
func (i *inquiry) context(parent *hcl.EvalContext) *hcl.EvalContext {
	ctx := parent.NewChild()
	ctx.Functions = make(map[string]function.Function, len(questions))
	for name, q := range questions {
		ctx.Functions[name] = i.function(q)
	}
	return ctx
}

// function returns the function of the language that asks a question.
func (i *inquiry) function(q question) function.Function {
	spec := &function.Spec{
		Params: []function.Parameter{{Name: "of", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(q.answer),
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return i.ask(q, args) },
	}
	if q.channel {
		spec.VarParam = &function.Parameter{Name: "channel", Type: cty.DynamicPseudoType}
	}
	return function.New(spec)
}

// ask asks a question about its first argument, an object, and perhaps a channel and options.
func (i *inquiry) ask(q question, args []cty.Value) (cty.Value, error) {
	if slices.ContainsFunc(args, func(v cty.Value) bool { return !v.IsWhollyKnown() }) {
		return cty.UnknownVal(q.answer), nil // an option is the answer to another question
	}
	about := subject{by: schema.AnyService()}
	for n, read := range []func(v cty.Value) error{
		func(v cty.Value) (err error) { about.name, err = i.subject(q.kind, v); return err },
		about.readChannel,
		about.readOptions,
	} {
		if n >= len(args) {
			break
		}
		if err := read(args[n]); err != nil {
			return cty.NilVal, function.NewArgError(n, err)
		}
	}
	if len(args) > 3 {
		return cty.NilVal, function.NewArgErrorf(3, "only a channel and options can follow")
	}
	if i.questions == nil { // tryCheck: the arguments are checked, and that is all
		return cty.UnknownVal(q.answer), nil
	}
	answer, err := q.ask(i.questions, about)
	if errors.Is(err, schema.ErrNotRead) {
		i.unread = append(i.unread, err)
	}
	if err != nil {
		return cty.NilVal, bounded.Fault(diag.CheckNotAnswered, err)
	}
	return answer, nil
}

// readChannel reads the second argument of a question.
func (s *subject) readChannel(v cty.Value) error {
	if v.Type() != cty.String {
		return fmt.Errorf("expected a channel: %s", strings.Join(schema.Channels, ", "))
	}
	if s.by.Channel = schema.ChannelWord(v.AsString()); !slices.Contains(schema.Channels, s.by.Channel) {
		return fmt.Errorf("unknown channel %q; the channels are %s", s.by.Channel, strings.Join(schema.Channels, ", "))
	}
	return nil
}

// options are the options of a question, in the order of the documentation.
var options = []struct {
	name string
	read func(by *schema.ServiceFilter, v cty.Value) error
}{
	{"max_delay", func(by *schema.ServiceFilter, v cty.Value) (err error) {
		by.MaxDelay, err = wholeOption("max_delay", v, 0, "seconds")
		return err
	}},
	{"max_priority", func(by *schema.ServiceFilter, v cty.Value) (err error) {
		by.MaxPriority, err = wholeOption("max_priority", v, 1, "a priority")
		return err
	}},
	{"workload", func(by *schema.ServiceFilter, v cty.Value) error {
		switch {
		case v.IsNull() || v.Type() != cty.String || v.AsString() == "":
			return errors.New("the option workload must be the name of a workload type")
		case !slices.Contains(schema.WorkloadChannels, by.Channel):
			return fmt.Errorf("contacts on %s have no workload types; those on %s have", by.Channel, strings.Join(schema.WorkloadChannels, " and "))
		}
		by.Workload = v.AsString()
		return nil
	}},
}

// wholeOption reads a whole number, which is at least the given one.
func wholeOption(name string, v cty.Value, least int, what string) (int, error) {
	if !v.IsNull() && v.Type() == cty.Number {
		if n, accuracy := v.AsBigFloat().Int64(); accuracy == big.Exact && n >= int64(least) && n <= math.MaxInt32 {
			return int(n), nil
		}
	}
	return 0, fmt.Errorf("the option %s must be %s: a whole number from %d on", name, what, least)
}

// readOptions reads the third argument of a question: { max_delay = 20, max_priority = 2 }.
func (s *subject) readOptions(v cty.Value) error {
	if v.IsNull() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
		return errors.New("only options can follow, such as { max_delay = 20 }")
	}
	given := v.AsValueMap()
	for _, o := range options {
		if value, ok := given[o.name]; ok {
			if err := o.read(&s.by, value); err != nil {
				return err
			}
			delete(given, o.name)
		}
	}
	if len(given) == 0 {
		return nil
	}
	var known []string
	for _, o := range options {
		known = append(known, o.name)
	}
	return fmt.Errorf("unknown option %q; the options are %s", slices.Min(slices.Collect(maps.Keys(given))), strings.Join(known, ", "))
}

// subject returns the name in the first argument of a question. The argument is a string,
// or a reference to an object of the kind.
func (i *inquiry) subject(kind string, v cty.Value) (string, error) {
	what := "a string"
	if kind != "" {
		what = schema.One(kind) + ", or the name of one"
	}
	switch {
	case v.Type() == cty.String:
	case kind != "" && v.Type() == referenceType:
		r := v.EncapsulatedValue().(*reference)
		if r.addr.Kind == "" {
			v = cty.StringVal(r.name)
			break
		}
		if r.addr.Kind != kind {
			return "", fmt.Errorf("expected %s, but %s is %s", schema.One(kind), r.addr, schema.One(r.addr.Kind))
		}
		v = cty.StringVal(i.keyOf(r.addr))
	default:
		return "", fmt.Errorf("expected %s", what)
	}
	if kind != "" {
		i.asked = append(i.asked, schema.Name{Kind: kind, Key: v.AsString()})
	}
	return v.AsString(), nil
}

// onlyObject returns the object that the check asked about. It returns false if the check
// asked about several objects, or about none.
func (i *inquiry) onlyObject() (schema.Name, bool) {
	if len(i.asked) == 0 {
		return schema.Name{}, false
	}
	first := i.asked[0]
	return first, !slices.ContainsFunc(i.asked, func(n schema.Name) bool { return n != first })
}

// failure returns the reasons why an expression has no value, one on each line. It returns
// "" if the expression has a value. If a question had no answer, the expression has no
// value, even if try() put another value in place of the answer: a check must not pass
// because something was not read.
func (i *inquiry) failure(diags hcl.Diagnostics, over *hcl.Diagnostic) string {
	var why []string
	switch {
	case len(i.unread) > 0:
		for _, err := range i.unread {
			why = append(why, bounded.Sentence(err.Error()))
		}
		i.unread = nil
	case over != nil:
		why = append(why, over.Detail)
	case diags.HasErrors():
		for _, d := range diags {
			why = append(why, d.Detail)
		}
	}
	if why = distinctTexts(why); len(why) > mostAlike {
		why = append(why[:mostAlike], fmt.Sprintf("The same is true of %d more.", len(why)-mostAlike))
	}
	return strings.Join(why, "\n")
}

// distinctTexts returns the list without duplicates.
func distinctTexts(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range list {
		if !seen[s] {
			kept = append(kept, s)
		}
		seen[s] = true
	}
	return kept
}
