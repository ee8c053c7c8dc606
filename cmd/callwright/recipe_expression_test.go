package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// An evaluator evaluates the conditions of recipes: those of `if:` and `${{ }}` at GitHub, and of
// `rules:` at GitLab. It knows what our recipes use. A name that it does not know is an error, as a
// typing error in a recipe would be false without a word.
type evaluator struct {
	names    map[string]string
	prefixes []string // of names that are "" if they have no value, such as steps.plan.outputs.
	failed   bool     // whether a step before has failed
	tokens   []string
}

// conditionToken matches one token of a condition.
var conditionToken = regexp.MustCompile(`'[^']*'|"[^"]*"|\$?[A-Za-z_][\w.-]*|==|!=|&&|\|\||[!()]|\S`)

// evaluate returns the value of a condition. True is "true", and false is "false".
func (e *evaluator) evaluate(text string) (value string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", text, r)
		}
	}()
	e.tokens = conditionToken.FindAllString(text, -1)
	value = e.or()
	if len(e.tokens) > 0 {
		panic("unexpected " + e.tokens[0])
	}
	return value, nil
}

// next takes the next token if it is one of these.
func (e *evaluator) next(tokens ...string) (string, bool) {
	for _, t := range tokens {
		if len(e.tokens) > 0 && e.tokens[0] == t {
			e.tokens = e.tokens[1:]
			return t, true
		}
	}
	return "", false
}

func holds(value string) bool { return value != "" && value != "false" }

func (e *evaluator) or() string {
	value := e.and()
	for _, ok := e.next("||"); ok; _, ok = e.next("||") {
		if other := e.and(); !holds(value) {
			value = other
		}
	}
	return value
}

func (e *evaluator) and() string {
	value := e.comparison()
	for _, ok := e.next("&&"); ok; _, ok = e.next("&&") {
		if other := e.comparison(); holds(value) {
			value = other
		}
	}
	return value
}

func (e *evaluator) comparison() string {
	left := e.operand()
	if operator, ok := e.next("==", "!="); ok {
		return fmt.Sprint((left == e.operand()) == (operator == "=="))
	}
	return left
}

func (e *evaluator) operand() string {
	if _, ok := e.next("!"); ok {
		return fmt.Sprint(!holds(e.operand()))
	}
	if _, ok := e.next("("); ok {
		value := e.or()
		if _, ok := e.next(")"); !ok {
			panic("a parenthesis is open")
		}
		return value
	}
	if len(e.tokens) == 0 {
		panic("it ends too early")
	}
	name := e.tokens[0]
	e.tokens = e.tokens[1:]
	if strings.ContainsAny(name[:1], `'"`) {
		return name[1 : len(name)-1]
	}
	if _, ok := e.next("("); ok {
		if _, ok := e.next(")"); !ok {
			panic("only functions without arguments are known")
		}
		value, ok := map[string]bool{"always": true, "cancelled": false, "success": !e.failed, "failure": e.failed}[name]
		if !ok {
			panic("unknown function " + name)
		}
		return fmt.Sprint(value)
	}
	value, ok := e.names[strings.TrimPrefix(name, "$")]
	for _, prefix := range e.prefixes {
		ok = ok || strings.HasPrefix(name, prefix)
	}
	if !ok {
		panic("unknown name " + name)
	}
	return value
}

// statusFunction matches the functions without which a condition also asks for success.
var statusFunction = regexp.MustCompile(`(always|cancelled|success|failure)\(\)`)

// runs reports whether the condition of a step or job of GitHub holds.
func (e *evaluator) runs(condition string) (bool, error) {
	condition = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(condition), "${{"), "}}")
	if condition == "" {
		return !e.failed, nil
	}
	value, err := e.evaluate(condition)
	return holds(value) && (!e.failed || statusFunction.MatchString(condition)), err
}

// placeholder matches an expression in a text.
var placeholder = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// filled returns a text with the values of its expressions.
func (e *evaluator) filled(text string) (string, error) {
	var first error
	text = placeholder.ReplaceAllStringFunc(text, func(expression string) string {
		value, err := e.evaluate(expression[3 : len(expression)-2])
		if first == nil {
			first = err
		}
		return value
	})
	return text, first
}

// TestEvaluator evaluates conditions with operators, functions and mistakes.
func TestEvaluator(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		condition string
		failed    bool
		want      bool
		wrong     bool
	}{
		{condition: "", want: true},
		{condition: "", failed: true},
		{condition: "github.event_name == 'push'", want: true},
		{condition: "github.event_name == 'push'", failed: true},
		{condition: "always()", failed: true, want: true},
		{condition: "!cancelled() && github.event_name != 'push'"},
		{condition: "!cancelled() && github.event_name == 'push'", failed: true, want: true},
		{condition: "${{ failure() }}"},
		{condition: "github.event_name == 'x' || (github.event_name == 'push' && steps.plan.outputs.none == '')", want: true},
		{condition: `$BRANCH == "main" && $BRANCH != $OTHER`, want: true},
		{condition: "github.event_nam == 'push'", wrong: true},
		{condition: "hashFiles('a')", wrong: true},
		{condition: "nothing()", wrong: true},
		{condition: "(always()", wrong: true},
		{condition: "always() always()", wrong: true},
		{condition: "github.event_name ==", wrong: true},
	} {
		e := &evaluator{names: map[string]string{"github.event_name": "push", "BRANCH": "main", "OTHER": ""}, prefixes: []string{"steps."}, failed: tt.failed}
		got, err := e.runs(tt.condition)
		if (err != nil) != tt.wrong || err == nil && got != tt.want {
			t.Errorf("%q after failure %t is %t, %v", tt.condition, tt.failed, got, err)
		}
	}
}
