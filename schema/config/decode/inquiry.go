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
		spec.VarParam = &function.Parameter{Name: "channel", Type: cty.String}
	}
	return function.New(spec)
}

// ask asks a question about its first argument, an object, and perhaps a channel.
func (i *inquiry) ask(q question, args []cty.Value) (cty.Value, error) {
	first, err := i.subject(q.kind, args[0])
	if err != nil {
		return cty.NilVal, function.NewArgError(0, err)
	}
	channel := ""
	if len(args) > 2 {
		return cty.NilVal, function.NewArgErrorf(2, "only a channel can follow")
	}
	if len(args) == 2 {
		channel = schema.ChannelWord(args[1].AsString())
		if !slices.Contains(schema.Channels, channel) {
			return cty.NilVal, function.NewArgErrorf(1, "unknown channel %q; the channels are %s", channel, strings.Join(schema.Channels, ", "))
		}
	}
	if i.questions == nil { // tryCheck: the arguments are checked, and that is all
		return cty.UnknownVal(answerType), nil
	}
	answer, err := q.ask(i.questions, first, channel)
	if errors.Is(err, schema.ErrNotRead) {
		i.unread = append(i.unread, err)
	}
	if err != nil {
		return cty.NilVal, bounded.Fault(diag.CheckNotAnswered, err)
	}
	return schema.TextsValue(answer), nil
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
