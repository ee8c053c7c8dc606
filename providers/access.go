package providers

// An Access is a way in which a step of an apply uses the service. A provider says which
// operations it takes.
type Access int

// The ways.
const (
	ReadObject   Access = iota // read one object
	CreateObject               // make an object
	UpdateObject               // change attributes of an object, and its record
	MarkObject                 // change the record of an object alone
	DeleteObject               // delete an object
)
