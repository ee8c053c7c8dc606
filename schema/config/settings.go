package config

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// settle reads the blocks that describe no objects.
func (l *loader) settle() {
	l.readProvider()
	l.readDesktop()
	l.config.Stack = l.options.Stack
	if l.config.Stack == "" && l.config.Provider.Type == "local" {
		l.config.Stack = "local"
	}
	if l.settings != nil {
		l.readSettings(&fields{l, l.settings, l.scope(false), false})
	}
	l.readReleases()
	l.readDeletions()
	if l.config.Stack == "" && (l.settings == nil || l.settings.Body.Attributes["stack"] == nil) {
		l.report(diag.MissingStack.In(l.config.Provider.Range, "A stack says whose objects these are, and is needed to tell them from others': callwright { stack = \"support\" }."))
	}
}

var stackForm = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

func (l *loader) readSettings(f *fields) {
	l.known(l.settings, []string{"required_version", "stack", "formerly", "adopt", "limits"})
	l.noBlocks(l.settings)
	if s, at, ok := f.text("stack"); ok {
		l.config.Stack = s
		if !stackForm.MatchString(s) {
			l.report(badStack(s).In(at))
		}
	}
	l.readFormerly(f)
	l.readAdopt(f)
	if s, at, ok := f.text("required_version"); ok {
		l.requireVersion(s, at)
	}
	l.readLimits(f)
}

func badStack(s string) diag.Problem {
	return diag.InvalidStack.Problem("%q is no stack's name: 1 to 32 lower-case letters, digits and hyphens.", s)
}

// mostFormerly is how many names a stack may have had: each is looked for at every
// object.
const mostFormerly = 20

// readFormerly reads the names that the stack had, each once.
func (l *loader) readFormerly(f *fields) {
	v, at, ok := f.value("formerly")
	if !ok {
		return
	}
	t := v.Type()
	if !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		l.report(diag.WrongType.In(at, "formerly is a list of stacks' names: formerly = [\"old-stack\"]."))
		return
	}
	if v.LengthInt() > mostFormerly {
		l.report(diag.TooManyFormerStacks.In(at, "formerly has %d names; at most %d are allowed.", v.LengthInt(), mostFormerly))
		return
	}
	for it := v.ElementIterator(); it.Next(); {
		i, e := it.Element()
		name, problem := l.formerStack(e)
		if problem != nil {
			at := problem.WithPath(diag.Path("formerly").Index(i))
			l.report(placed(f.block, at))
			continue
		}
		if !slices.Contains(l.config.Formerly, name) {
			l.config.Formerly = append(l.config.Formerly, name)
		}
	}
}

// formerStack returns a member of formerly, or says what is wrong with it.
func (l *loader) formerStack(v cty.Value) (string, *diag.Problem) {
	refuse := func(p diag.Problem) (string, *diag.Problem) { return "", &p }
	s, err := convert.Convert(v, cty.String)
	switch {
	case err != nil || s.IsNull():
		return refuse(diag.WrongType.Problem("formerly is a list of stacks' names: formerly = [\"old-stack\"]."))
	case !stackForm.MatchString(s.AsString()):
		return refuse(badStack(s.AsString()))
	case s.AsString() == l.config.Stack:
		return refuse(diag.PresentStackInFormerly.Problem("%q is the stack's present name; formerly holds the names that it had before.", l.config.Stack))
	}
	return s.AsString(), nil
}

// adoptions say which existing objects may be taken over, the first one unless
// another is written.
var adoptions = []string{"any", "unchanged", "none"}

func (l *loader) readAdopt(f *fields) {
	s, at, ok := f.text("adopt")
	if !ok {
		return
	}
	if !slices.Contains(adoptions, s) {
		l.report(diag.WrongType.In(at, "\"adopt\" is %q, but must be \"any\", \"unchanged\" or \"none\".%s", s, schema.Suggest(s, adoptions)))
		return
	}
	l.config.Adopt = s
}

func (l *loader) requireVersion(s string, at hcl.Range) {
	constraints, err := version.NewConstraint(s)
	if err != nil {
		l.report(diag.InvalidVersionConstraint.In(at, "%q is no version constraint; write one such as \">= 0.1.0\" or \"~> 1.2\".", s))
		return
	}
	if l.options.Version == "" {
		return
	}
	v, err := version.NewVersion(l.options.Version)
	if err == nil && !constraints.Check(v.Core()) {
		l.report(diag.UnsupportedVersion.In(at, "This configuration needs callwright %s, and this is %s.", s, l.options.Version))
	}
}

func (l *loader) readLimits(f *fields) {
	v, at, ok := f.value("limits")
	if !ok {
		return
	}
	if !v.Type().IsObjectType() && !v.Type().IsMapType() {
		l.report(diag.WrongType.In(at, "limits is an object: limits = { deletes = 10, percent = 10 }."))
		return
	}
	set := map[string]func(name string, v cty.Value){
		"deletes": l.limit(f, &l.config.Limits.Deletes, 1_000_000),
		"percent": l.limit(f, &l.config.Limits.Percent, 100),
		"lockout": func(name string, v cty.Value) {
			allowed, err := convert.Convert(v, cty.Bool)
			if err != nil {
				l.report(f.member("limits", name, diag.InvalidLimit, "%s must be true or false.", name))
				return
			}
			l.config.Limits.Lockout = allowed.True()
		},
	}
	for it := v.ElementIterator(); it.Next(); {
		key, limit := it.Element()
		name := key.AsString()
		read, ok := set[name]
		switch {
		case !ok:
			l.report(f.member("limits", name, diag.UnsupportedAttribute, "limits has no attribute %q.%s", name, schema.Suggest(name, names(set))))
		case !limit.IsNull():
			read(name, limit)
		}
	}
}

// limit returns what reads a number that is most at most.
func (l *loader) limit(f *fields, into *int, most int) func(name string, v cty.Value) {
	return func(name string, v cty.Value) {
		var n int
		number, err := convert.Convert(v, cty.Number)
		if err != nil || gocty.FromCtyValue(number, &n) != nil || n < 0 || n > most {
			l.report(f.member("limits", name, diag.InvalidLimit, "%s must be a whole number from 0 to %d.", name, most))
			return
		}
		*into = n
	}
}

// providerFields are the attributes of each provider's block.
var providerFields = map[string][]string{
	"amazonconnect": {"instance", "region", "endpoint", "rates"},
	"local":         {"path"},
}

func (l *loader) readProvider() {
	b := l.provider
	if b == nil {
		return
	}
	words, ok := providerFields[b.Labels[0]]
	if !ok {
		l.report(diag.UnknownProvider.In(b.LabelRanges[0], "There is no provider %q.%s There are %s, and beside one of them %s.", b.Labels[0], schema.Suggest(b.Labels[0], append(names(providerFields), schema.ConnectPathHome)), strings.Join(names(providerFields), " and "), schema.ConnectPathHome))
		return
	}
	l.known(b, words)
	l.noBlocks(b)
	p := &l.config.Provider
	p.Type, p.Range = b.Labels[0], b.DefRange()
	f := &fields{l, b, l.scope(false), true}
	for name, into := range map[string]*string{"instance": &p.Instance, "region": &p.Region, "endpoint": &p.Endpoint, "path": &p.Path} {
		*into, _, _ = f.text(name)
	}
	if p.Type == "amazonconnect" {
		l.checkConnect(f, p)
		l.readRates(f, p)
	}
}

// mostRate is the highest rate that may be written, in calls a second.
const mostRate = 1000

// readRates reads how often single operations may be called.
func (l *loader) readRates(f *fields, p *Provider) {
	v, at, ok := f.value("rates")
	if !ok {
		return
	}
	if !v.Type().IsObjectType() && !v.Type().IsMapType() {
		l.report(diag.WrongType.In(at, "rates is an object of calls a second by operation: rates = { ListUsers = 10 }."))
		return
	}
	for it := v.ElementIterator(); it.Next(); {
		key, n := it.Element()
		operation := key.AsString()
		if l.options.Operations != nil && !slices.Contains(l.options.Operations, operation) {
			l.report(f.member("rates", operation, diag.UnknownOperation, "callwright calls no operation of Amazon Connect that is named %q.%s", operation, schema.Suggest(operation, l.options.Operations)))
			continue
		}
		var rate float64
		number, err := convert.Convert(n, cty.Number)
		if err != nil || number.IsNull() || gocty.FromCtyValue(number, &rate) != nil || rate <= 0 || rate > mostRate {
			l.report(f.member("rates", operation, diag.InvalidRate, "%s must be a number of calls a second, more than 0 and at most %d.", operation, mostRate))
			continue
		}
		if p.Rates == nil {
			p.Rates = map[string]float64{}
		}
		p.Rates[operation] = rate
	}
}

// onThisMachine begins the form of an address that nothing leaves this machine by.
const onThisMachine = `^https?://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?`

var (
	regionForm   = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-\d+$`)
	loopbackForm = regexp.MustCompile(onThisMachine + `/?$`)
	awsForm      = regexp.MustCompile(`^https://([a-z0-9-]+\.)+(amazonaws\.com|amazonaws\.com\.cn|api\.aws)(:\d{1,5})?/?$`)
)

// checkConnect checks what the provider needs.
func (l *loader) checkConnect(f *fields, p *Provider) {
	if p.Instance == "" && !l.diags.HasErrors() || f.block.Body.Attributes["instance"] == nil {
		l.report(diag.MissingInstance.In(p.Range, "The provider needs the id, ARN or alias of an instance: instance = \"…\"."))
	}
	if p.Region != "" && !regionForm.MatchString(p.Region) {
		l.report(diag.InvalidRegion.In(f.at("region"), "This is no AWS region; write one such as \"eu-west-2\"."))
	}
	if !EndpointAllowed(p.Endpoint) {
		l.report(diag.EndpointNotAllowed.In(f.at("endpoint"), "An endpoint in a configuration is an AWS host, or on this machine: \"http://127.0.0.1:8080\". Any other is set with AWS_ENDPOINT_URL_CONNECT."))
	}
}

// fields reads the attributes of a block that describes no object.
type fields struct {
	loader    *loader
	block     *hclsyntax.Block
	scope     *scope
	sensitive bool // whether sensitive values may enter
}

// member returns an error at a member of an attribute.
func (f *fields) member(name, key string, e *diag.Entry, format string, args ...any) *hcl.Diagnostic {
	return placed(f.block, e.At(diag.Path(name).GetAttr(key), format, args...))
}

func (f *fields) at(name string) hcl.Range { return f.block.Body.Attributes[name].Expr.Range() }

// value returns an attribute's value when it is given and fit to use.
func (f *fields) value(name string) (cty.Value, hcl.Range, bool) {
	attr, ok := f.block.Body.Attributes[name]
	if !ok || !f.scope.admit(attr.Expr) {
		return cty.NilVal, hcl.Range{}, false
	}
	at := attr.Expr.Range()
	v, diags := f.loader.evaluate(attr.Expr, f.scope.ctx)
	f.loader.report(diags...)
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) && !f.sensitive {
		f.loader.report(diag.SensitiveValue.In(at, "%q cannot come from a sensitive variable; those are for provider blocks.", name))
		return cty.NilVal, at, false
	}
	return v, at, !diags.HasErrors() && v.IsWhollyKnown() && !v.IsNull()
}

// text returns an attribute's value as a string.
func (f *fields) text(name string) (string, hcl.Range, bool) {
	v, at, ok := f.value(name)
	if !ok {
		return "", at, false
	}
	return f.string(name, v, at)
}

// needed is text for an attribute that may not be null.
func (f *fields) needed(name string) (string, hcl.Range, bool) {
	v, at, ok := f.value(name)
	if ok {
		return f.string(name, v, at)
	}
	if v != cty.NilVal && v.IsKnown() && v.IsNull() {
		f.loader.report(diag.WrongType.In(at, "%q may not be null.", name))
	}
	return "", at, false
}

func (f *fields) string(name string, v cty.Value, at hcl.Range) (string, hcl.Range, bool) {
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		f.loader.report(diag.WrongType.In(at, "%q must be a string.", name))
		return "", at, false
	}
	return s.AsString(), at, true
}
