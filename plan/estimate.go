package plan

// An Estimate says what applying a plan costs: how many calls, with the reads before and
// after each write, and how long. Operations run side by side, so the slowest decides.
type Estimate struct {
	Calls      int
	Seconds    int             // at the rates of Operations
	Operations []OperationCost // the slowest first
}

// An OperationCost is what the calls of one operation cost. The first Burst calls are made
// at once, and Rate more in each second after that; a rate of 0 means no limit.
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
