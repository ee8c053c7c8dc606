package schema

// A Serving narrows down which agents serve a queue, for the question which agents do.
type Serving struct {
	Channel     string // "" for any
	Workload    string // a workload type of the channel; "" for any
	MaxDelay    int    // seconds that a contact must have waited at most; negative for any
	MaxPriority int    // the last priority that counts, since 1 is served first; 0 for any
}

// AnyServing counts every agent who serves a queue.
func AnyServing() Serving { return Serving{MaxDelay: -1} }
