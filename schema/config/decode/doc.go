// Package decode makes objects of a module and its inputs.
//
// # Terms
//
//   - A frame is one use of a module. It is the namespace of the module's expressions:
//     in it, var.team, local.team and user.ada have values.
//   - The inputs of a frame are the values of its variables. Those of the root module
//     come from the environment's file, --var-file and --var.
//   - A lazy value is worked out when an expression first needs it. Locals, references,
//     for_each and the names of objects are lazy, so blocks may be in any order. What
//     needs itself is a cycle, and is reported.
//   - A block describes one object, or with for_each several: its instances.
//   - A scope has the values of what a block's expressions name, and no more. To admit an
//     expression is to put what it names into the scope.
//   - A reference is what queue.sales is in an expression: it stands for the object,
//     whose natural key is worked out only when the reference enters another object.
//   - A check is a block that says what must hold of the planned state. An inquiry is one
//     evaluation of it.
//
// # Example
//
// The module has these blocks, and the input site = "uk":
//
//	user "agents" {
//	  for_each        = { for r in csvdecode(file("agents.csv")) : r.username => r }
//	  email           = each.value.email
//	  routing_profile = routing_profile.calls
//	}
//	routing_profile "calls" {
//	  name = "${var.site} calls"
//	}
//
// [Decode] makes a frame, and decodes one block after the other. For user.agents it
// admits the three expressions. That gives routing_profile.calls a value, which is a
// reference; the profile itself is not decoded yet. Then it evaluates for_each, which
// makes an instance for each row of the file. For each instance it evaluates email, which
// names each; routing_profile it evaluates once for all of them, and there the
// reference's natural key is worked out: "uk calls". An e-mail address that is wrong in
// line 41 of the file becomes a diagnostic at each.value.email, about
// user.agents["ana"] and agents.csv:41.
//
// # What is reported
//
// Everything that is wrong is reported at once, each mistake at its place. What follows
// from another mistake is not: an expression that needs a broken one is broken, and
// nothing is said of it.
package decode
