package sim_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/providers/sim"
)

func TestParseFault(t *testing.T) {
	t.Parallel()
	user := []string{"CreateUser"}
	for rule, want := range map[string]sim.Fault{
		"CreateUser":      {Operations: user},
		"CreateUser:drop": {Operations: user, Kind: "drop"},
		"CreateUser:after=10:count=3:applied-then-drop": {Operations: user, After: 10, Count: 3, Kind: "applied-then-drop"},
		"CreateUser:applied-then-drop:count=3:after=10": {Operations: user, After: 10, Count: 3, Kind: "applied-then-drop"},
		"CreateUser,DeleteUser:forever:denied":          {Operations: []string{"CreateUser", "DeleteUser"}, Count: sim.Forever, Kind: "denied"},
		"*:every=7:throttle":                            {Operations: []string{"*"}, Every: 7, Kind: "throttle"},
		"*:after=0:timeout=1m30s":                       {Operations: []string{"*"}, Kind: "timeout", Delay: 90 * time.Second},
	} {
		got, err := sim.ParseFault(rule)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("ParseFault(%q) = %+v, %v, want %+v", rule, got, err, want)
		}
	}
	for _, kind := range sim.FaultKinds() {
		if strings.Contains(kind, "timeout") {
			kind += "=1s"
		}
		if f, err := sim.ParseFault("*:" + kind); err != nil || f.String() != "*:"+kind {
			t.Errorf("ParseFault(*:%s) = %q, %v", kind, f, err)
		}
	}
}

func TestParseFaultRefuses(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		"":                           `there is no operation ""`,
		"CreatUser:500":              `fault "CreatUser:500": there is no operation "CreatUser"; did you mean "CreateUser"?`,
		"createuser":                 `did you mean "CreateUser"?`,
		"CreateUser,*:500":           `there is no operation "*"`,
		"CreateUser,:500":            `there is no operation ""`,
		"CreateUser:":                `there is no kind of fault ""; there are 500, applied-500, `,
		"CreateUser:dorp":            `there is no kind of fault "dorp"; did you mean "drop"?`,
		"CreateUser:aftr=3":          `there is no kind of fault "aftr"; did you mean "after"?`,
		"CreateUser:after":           `"after" is not of the form after=N, with a whole number from 0`,
		"CreateUser:after=-1":        `"after=-1" is not of the form after=N`,
		"CreateUser:count=0":         `"count=0" is not of the form count=N, with a whole number from 1`,
		"CreateUser:every=many":      `"every=many" is not of the form every=N`,
		"CreateUser:forever=1":       `there is no kind of fault "forever"`,
		"CreateUser:count=2:forever": `"forever" is a second count`,
		"CreateUser:500:drop":        `"drop" is a second kind`,
		"CreateUser:500=1":           `"500=1" has a value, and 500 takes none`,
		"CreateUser:timeout":         `"timeout" is not of the form timeout=DUR, with a duration such as 30s`,
		"CreateUser:timeout=soon":    `"timeout=soon" is not of the form timeout=DUR`,
		"CreateUser:timeout=-1s":     `"timeout=-1s" is not of the form timeout=DUR`,
		"CreateUser:timeout=0s":      `not of the form timeout=DUR`,
	} {
		f, err := sim.ParseFault(rule)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseFault(%q) = %+v, %v, want %s", rule, f, err, want)
		}
	}
}

// What a program makes of fields is checked as well.
func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]sim.Options{
		"it names no operation":                {Faults: []sim.Fault{{}}},
		`did you mean "drop"`:                  {Faults: []sim.Fault{{Operations: []string{"*"}, Kind: "droop"}}},
		"a number is negative":                 {Faults: []sim.Fault{{Operations: []string{"*"}, Count: -2}}},
		"timeout=DUR":                          {Faults: []sim.Fault{{Operations: []string{"*"}, Kind: "timeout"}}},
		"500 takes none":                       {Faults: []sim.Fault{{Operations: []string{"*"}, Delay: time.Second}}},
		"there is no process to end":           {Faults: []sim.Fault{{Operations: []string{"*"}, Kind: "kill"}}},
		"answers nothing":                      {Quota: sim.Quota{Rate: 2}},
		"a burst of 5 answers nothing":         {Quota: sim.Quota{Rate: -2, Burst: 5}},
		"searches cannot lag by -1s":           {SearchLag: -time.Second},
		`unknown identity management type "x"`: {Identity: "x"},
	} {
		if _, err := sim.Open("", o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%+v): %v, want %s", o, err, want)
		}
	}
}

// Whatever a rule is, it is refused, or its String means the same.
func FuzzParseFault(f *testing.F) {
	for _, rule := range []string{
		"CreateUser:after=10:count=3:applied-then-drop", "*:every=7:throttle", "CreateUser,DeleteUser:forever:denied",
		"*:timeout=1.5h", "*:applied-timeout=1us", "*:after=0:500", "ListUsers", "*:kill", "::", "*=1",
	} {
		f.Add(rule)
	}
	f.Fuzz(func(t *testing.T, rule string) {
		fault, err := sim.ParseFault(rule)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fault ") {
				t.Errorf("the error is %q", err)
			}
			return
		}
		again, err := sim.ParseFault(fault.String())
		if err != nil || again.String() != fault.String() || again.Delay != fault.Delay {
			t.Errorf("%q is %q, which is %+v, %v", rule, fault, again, err)
		}
	})
}
