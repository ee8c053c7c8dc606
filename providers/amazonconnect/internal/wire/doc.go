// Package wire looks at the JSON of calls, below the types of the SDK.
//
// The SDK has a type for each answer, and drops what the type lacks. Amazon Connect gains
// members faster than a release of callwright can follow. Many of its updates replace a whole
// list or object. So an update that sends only what the types know would erase the rest.
//
// # Terms
//
//   - [Install] makes a client's calls pass through this package. It takes nulls out of
//     answers, because the SDK refuses some of them.
//   - [Watch] and [WatchLists] tell about the JSON of answers, beside the values that the SDK
//     makes of it.
//   - [Edit] changes the JSON of requests.
//   - A [Shape] says which members of an object callwright knows. All others are extra.
//
// # Example
//
// DescribeRoutingProfile answers, and UpdateRoutingProfileConcurrency has to repeat,
//
//	{"Channel": "CHAT", "Concurrency": 3, "Greeting": "long"}
//
// where no version of the SDK has heard of Greeting. The shape of the list knows Channel and
// Concurrency, and that Channel tells the elements apart. The request has
//
//	{"Channel": "CHAT", "Concurrency": 4}
//
// and [Shape.Merge] adds the Greeting.
package wire
