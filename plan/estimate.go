package plan

// An Estimate says what applying a plan costs: its calls, with the reads before and
// after each write, and how long the operation takes that is done last.
type Estimate struct {
	Calls      int
	Seconds    int             // at the rates of Operations, if the service bears no more
	Operations []OperationCost // what takes longest first
}

// An OperationCost is how many calls of an operation are made, and how many of them a
// second, after a burst of as many at once; a rate of 0 is as fast as they come.
type OperationCost struct {
	Operation string  `json:"operation"`
	Calls     int     `json:"calls"`
	Rate      float64 `json:"rate,omitempty"`
	Burst     int     `json:"burst,omitempty"`
}

// Seconds returns how long the calls take.
func (o OperationCost) Seconds() float64 {
	if o.Rate <= 0 {
		return 0
	}
	return max(0, float64(o.Calls-o.Burst)/o.Rate)
}
