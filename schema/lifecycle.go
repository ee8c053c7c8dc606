package schema

// A Lifecycle is what a block's lifecycle says about how its object may change.
type Lifecycle struct {
	PreventDestroy bool    // never delete it, nor replace it
	AllowReplace   bool    // delete it and make it anew where the service cannot change it
	Ignore         AttrSet // not managed once the object exists
	RenamedFrom    string  // the natural key that it had
}
