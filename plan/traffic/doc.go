// Package traffic reads the files that package simulate needs: how many contacts come, and who is
// at work.
//
// # Traffic
//
//	queue,channel,from,to,contacts,handle_time,patience,target
//	Sales,voice,09:00,09:30,42,240,120,20
//
// Between 09:00 and 09:30, 42 calls to "Sales" are expected. Handling one takes 240 seconds on
// average. A caller who waits gives up after 120 seconds on average. The service level counts
// calls that are answered within 20 seconds. Times are those of the queue's hours of operation. A
// time may have a date, "2026-11-30 09:00", and is in UTC if it ends with Z.
//
// The columns of Amazon Connect's historical metrics report are taken as they are, as the console
// saves them: see columns.go.
//
// # Staffing
//
//	routing_profile,user,from,to,agents
//	Premium,,08:00,16:00,12
//	,ana.lopez,12:00,20:00,
package traffic
