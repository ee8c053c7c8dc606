// Package simulate says how long contacts wait in a contact centre, before and after a plan.
//
// It plays days through, contact by contact, in the way in which Amazon Connect documents routing
// (administrator guide, "How routing works" and "Queue priority and delay examples"):
//
//   - Contacts of a queue wait in the order in which they came.
//   - An agent who becomes free looks at the rows of their routing profile whose delay the first
//     contact of the queue has waited. They get a contact from the row with the lowest priority
//     number. If several rows have it, they get the contact that has waited longest.
//   - A contact that comes, or that reaches a delay, goes to the agent who has been idle longest
//     among those who may get it now.
//   - An agent has one voice contact, and as many contacts of other channels as the routing profile
//     allows. Whether they mix is the profile's cross-channel setting.
//
// # Terms
//
//   - A line is where contacts of one queue wait on one channel.
//   - A run is one possible course of the traffic: which contacts come, when, how long they take and
//     when they give up are random. The seed decides which runs there are.
//   - Before and after a plan, a run has the same contacts. So its two outcomes differ because of
//     the plan, and not by chance.
//   - The service level is the share of the contacts offered that an agent answers within the
//     target, such as 20 seconds. A contact that gives up is not answered in time.
//   - An interval says how well the runs tell a figure: with 99 % confidence, the figure of
//     endlessly many runs is not further away.
//
// # Example
//
// One agent serves "Sales" at once and "Support" after 20 seconds. A caller comes to "Support" at
// 09:00:00. The agent is idle, and gets the caller at 09:00:20. A plan sets the delay to 0: the
// caller waits for 0 seconds in place of 20, and [Compare] says that the mean wait falls.
//
// The package is pure: the same input gives the same result. Package plan/traffic reads the files.
package simulate
