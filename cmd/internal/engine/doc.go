// Package engine plans a configuration against a contact centre, and carries the plan
// out. It has no terminal, and reads neither flags nor the environment of the process:
// everything is passed in, so that several plans can be made at once in one process.
//
// The terms:
//
//   - A [Target] is a configuration and the values that it is planned with. Loading it
//     gives a [Configuration].
//   - A [Source] gives the live state, and answers what turns out to be needed beyond it.
//     A [Service] is the contact centre itself; a [Memory] holds a state.
//   - A [Review] is a plan with what it means and what is wrong. It is shown, saved,
//     and applied; a saved one is read back by [ReadReview].
//
// For example:
//
//	target := &engine.Target{Files: os.DirFS("/etc/centre"), Folder: ".", Place: "/etc/centre"}
//	c := target.Load()
//	s, err := engine.Open(ctx, c.Site(), engine.Access{})
//	review, err := c.Plan(ctx, s.Source(), engine.Watch{})
//	result, err := review.Apply(ctx, s.Provider, engine.Run{Place: target.Place, ID: "first"})
package engine
