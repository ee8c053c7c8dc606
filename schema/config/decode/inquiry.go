package decode

import (
	"errors"
	"fmt"
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

var answerType = cty.List(cty.String)

// function returns the function of the language that asks a question.
func (i *inquiry) function(q question) function.Function {
	spec := &function.Spec{
		Params: []function.Parameter{{Name: "of", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(answerType),
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
		return cty.UnknownVal(answerType), nil // an option is the answer to another question
	}
	var about subject
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
		return cty.UnknownVal(answerType), nil
	}
	answer, err := q.ask(i.questions, about)
	if errors.Is(err, schema.ErrNotRead) {
		i.unread = append(i.unread, err)
	}
	if err != nil {
		return cty.NilVal, bounded.Fault(diag.CheckNotAnswered, err)
	}
	return schema.TextsValue(answer), nil
}

// readChannel reads the second argument of a question.
func (s *subject) readChannel(v cty.Value) error {
	if v.Type() != cty.String {
		return fmt.Errorf("expected a channel: %s", strings.Join(schema.Channels, ", "))
	}
	if s.channel = schema.ChannelWord(v.AsString()); !slices.Contains(schema.Channels, s.channel) {
		return fmt.Errorf("unknown channel %q; the channels are %s", s.channel, strings.Join(schema.Channels, ", "))
	}
	return nil
}

// readOptions reads the third argument of a question: { workload = "claims" }.
func (s *subject) readOptions(v cty.Value) error {
	if !v.Type().IsObjectType() && !v.Type().IsMapType() {
		return errors.New("only options can follow, such as { workload = \"claims\" }")
	}
	for name, option := range v.AsValueMap() {
		switch {
		case name != "workload":
			return fmt.Errorf("unknown option %q; the only option is workload", name)
		case option.IsNull() || option.Type() != cty.String || option.AsString() == "":
			return errors.New("the option workload must be the name of a workload type")
		case !slices.Contains(schema.WorkloadChannels, s.channel):
			return fmt.Errorf("contacts on %s have no workload types; those on %s have", s.channel, strings.Join(schema.WorkloadChannels, " and "))
		}
		s.workload = option.AsString()
	}
	return nil
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
