package providers

// An Access is a way to use the service. A provider says which operations each takes, so
// that an IAM policy can allow those and nothing else.
type Access int

// What a step of a plan or an apply does to an object.
const (
	ReadObject   Access = iota // read one object
	CreateObject               // make an object
	UpdateObject               // change attributes of an object, and its record
	MarkObject                 // change the record of an object, and nothing else
	DeleteObject               // delete an object
)
