// Package snapshot writes the live state of a contact centre as JSON, and reads it back. With
// a snapshot, people can plan, compare and export without credentials and without a network.
//
// The terms:
//
//   - A [Snapshot] is a state, the instance that it was read from, and when that was.
//   - A kind is known if its objects were read. The objects of an unknown kind may exist or
//     not; a snapshot of an instance without ConnectPath, for example, says nothing about
//     permission groups.
//   - An attribute of an object is known if the snapshot has its value, or says that the
//     object has none. An unknown attribute may have any value.
//   - Things outside are what objects refer to and no configuration describes: flows, phone
//     numbers. A snapshot has their names and ids.
//
// For example, a snapshot with one queue, whose tags were not read:
//
//	{
//	"format_version": "1.0",
//	"taken_at": "2026-11-27T15:36:32Z",
//	"tool": {"name":"callwright","version":"0.1.0"},
//	"instance": {"id":"11111111-…","name":"acme",…},
//	"kinds": [{"kind":"queue","read":true,"objects":1},{"kind":"user","read":false}],
//	"outside": {"flow":{"Whisper":"22222222-…"}},
//	"objects": [
//	{"kind":"queue","key":"Sales","id":"33333333-…","attributes":{"name":"Sales"},"not_read":["tags"]}
//	]
//	}
//
// An object is on one line, so that `diff` and `git diff` of two snapshots show the objects
// that differ. Both directions work object by object: encoding 100,000 users needs no more
// memory than encoding one, and decoding needs no more than the state takes.
//
// A snapshot may come from anybody. Decoding bounds what it reads, and its errors name the
// line and the member.
package snapshot
