package simulate

// An Input is the traffic to simulate, and who is at work. The times are those of the queue's
// hours of operation.
type Input struct {
	Traffic  []Traffic
	Staffing []Shift // none if all users are at work whenever their queues are open
}

// Traffic is the contacts of a queue on a channel from one time of day to another.
type Traffic struct {
	Queue, Channel string
	Time
	Contacts   float64 // how many are expected
	HandleTime float64 // mean seconds
	Deviation  float64 // the standard deviation of the handle time; 0 if it is not known
	Patience   float64 // mean seconds until a contact that waits gives up; 0 for never
	Target     float64 // seconds within which a contact should be answered
	Where      string  // of what a message is about: "traffic.csv: line 7"
}

// A Shift is how many agents are at work from one time of day to another: of a routing profile,
// or a single user.
type Shift struct {
	RoutingProfile string
	User           string // "" for agents of the routing profile
	Time
	Agents int
	Where  string
}

// A Time is from one second of a day to another.
type Time struct {
	Day      string // "2026-11-30"; "" for a day like any other
	From, To int    // To may be on the next day
	UTC      bool   // whether it is in UTC, and not in the time zone of the queue
}

// Options say how to simulate.
type Options struct {
	Seed        uint64
	Runs        int     // 0 for as many as the figures need
	Exponential bool    // whether handle times are exponential, as in Erlang's formulas, and not log-normal
	Present     float64 // the share of an instance's users who are at work, from 0 to 1, if no staffing is given
}
