package schema

import "errors"

// A Verdict is what became of one check of the planned state.
type Verdict struct {
	Rule    string `json:"rule"` // the check's label
	Level   Level  `json:"level"`
	Message string `json:"message"`           // why the check does not hold; "" when it does
	Address string `json:"address,omitempty"` // of the described object that the check asks about, where it is one alone
}

// A Level says how a check ended.
type Level string

// The levels.
const (
	Passed  Level = "pass"
	Warned  Level = "warning"
	Refused Level = "error" // the plan may not be applied
)

// ErrNotRead says that a question about a state has no answer because something was
// not read. It is not the same as none.
var ErrNotRead = errors.New("not read")
