// Package sim simulates the HTTP APIs of Amazon Connect and of ConnectPath. It keeps the
// instance in one SQLite file.
//
// Its terms:
//
//   - An operation is one call of an API, such as CreateQueue. Its handler says what it does.
//   - A simulation says how one kind is simulated: how its objects are stored, their
//     operations, and what the console can change.
//   - A transaction answers one request: it makes all changes of the request, or none.
//   - A [Fault] makes calls go wrong by a rule: for example, it drops the third CreateUser.
//   - A [Quota] limits how often an operation may be called. Each operation has a token
//     bucket: it holds Burst tokens at most, gains Rate tokens a second, and a call takes one.
//     A call that finds the bucket empty is a ThrottlingException.
//   - A quota of objects limits how many objects of a kind an instance may have.
//   - The lag is how long Search operations take to see what was written.
//   - The console is the path /_callwright/. It changes an instance as people do, outside
//     the API.
//
// [Open] makes or opens a simulated instance and returns a [Server], which is
// an http.Handler: serve it on loopback for the AWS CLI and any AWS SDK, or
// call it in process. For example, with
//
//	fault, _ := sim.ParseFault("CreateQueue:after=1:throttle")
//	s, err := sim.Open("centre.db", sim.Options{Alias: "support", Faults: []sim.Fault{fault}})
//	http.ListenAndServe("127.0.0.1:8080", s)
//
// the command
//
//	aws --endpoint-url http://127.0.0.1:8080 --region eu-west-2 connect create-queue ...
//
// creates a queue, which is in centre.db before the answer is sent. The second time the
// answer is a ThrottlingException, and nothing is created. The third time it works again,
// because the fault strikes once.
//
// # What is promised
//
// Only the official API model says how requests are routed, decoded and checked
// (model.json is a trimmed copy). So a request that the simulator accepts has the shape
// that the service accepts, and an answer has no member that the model lacks. The
// simulator also keeps what the model's documentation says about meaning: names are
// unique, references exist, an object that others refer to cannot be deleted, limits and
// batch sizes hold, and bulk reads leave out what the service leaves out. Requests must be
// signed with AWS Signature Version 4, but the signature is not verified.
//
// A write is one SQLite transaction, committed before its answer is sent. Killing the
// process loses nothing that was answered: the journal is a write-ahead log with
// synchronous=NORMAL, so only the machine losing power can cost the last commits. Two
// processes may open the same file. A read never writes to it.
//
// Ids are derived from what is created, not drawn at random, so that the same requests
// lead to the same ids in every run, whatever the order of parallel ones.
//
// A handler in the same process closes its connection by a panic with
// http.ErrAbortHandler, as handlers of net/http do.
//
// # ConnectPath
//
// Below /connectpath/, the same users have ConnectPath's permission groups. The paths below
// v1/ follow the contract of a gateway (docs/connectpath-gateway.yaml), and the paths below
// flex/ follow the users API that the vendor publishes. Any bearer token works except
// "expired". A new instance has two groups; the default one allows everything.
//
// # Serving another operation
//
// Add it to the operations of its kind's simulation, with its handler, and generate
// model.json again (see modelgen). Tests fail while the model lacks the operation, and
// while no test sees it succeed or answer an exception that it declares.
//
// # Where the sources are silent
//
// AWS does not document all behaviour of the service. Where the simulator had to decide, the
// comment says so once, with the word "Assumption".
package sim
