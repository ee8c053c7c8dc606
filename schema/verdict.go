package schema

import "errors"

// A CheckResult is what became of one check of the planned state.
type CheckResult struct {
	Check   string      `json:"rule"` // the check's label
	Status  CheckStatus `json:"level"`
	Message string      `json:"message"`           // why the check does not hold; "" when it does
	Address string      `json:"address,omitempty"` // of the described object that the check asks about, where it is one alone
}

// A CheckStatus says how a check ended.
type CheckStatus string

// The levels.
const (
	Passed  CheckStatus = "pass"
	Warned  CheckStatus = "warning"
	Refused CheckStatus = "error" // the plan may not be applied
)

// ErrNotRead says that a question about a state has no answer because something was
// not read. It is not the same as none.
var ErrNotRead = errors.New("not read")
