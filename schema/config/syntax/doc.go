// Package syntax reads the files of a configuration, and keeps what it read as a tree
// of blocks with their places.
//
// # Terms
//
//   - A [Tree] is all that was read: the files, whatever they are written in, and the
//     blocks of those that are written in the language.
//   - A [Block] is one at the top of a file. It has a header, such as `user "ada"`, and
//     a body, which may hold a lifecycle block.
//   - A [Module] is what the blocks of one folder declare, sorted: its variables, locals
//     and objects, and what it says of the stack and of the provider.
//   - The place of a problem is the tightest range of a file that the problem is about.
//
// # Example
//
// The folder has one file, main.hcl:
//
//	queue "sales" {}
//	user "ada" {
//	  routing_profile = routing_profile.agent
//	  phone           = { type = "soft", number = "x" }
//	}
//	queue "sales" {}
//
// [Tree.Module] parses it and returns a module with two objects, in the order of the
// file: queue.sales and user.ada. It reports the third block, whose label is taken:
// that block belongs to the tree, and not to the module. What the module's expressions
// mean is left to package decode; routing_profile.agent may not exist.
//
// Later, a rule of the kind user finds a problem at .phone.number. The block of user.ada
// begins at line 2, so [Tree.BlockAt] finds it there, and [Block.Place] follows the path
// through the literal object to `"x"` in line 4. Neither parses a file again.
//
// # What is kept
//
// The ranges of all blocks are kept. Their bodies are kept, too, as long as the text of
// the configuration is small. A hundred thousand blocks that are written by hand would
// take most of a gigabyte, so what decodes them drops each body in time, with
// [Block.Release]; a problem that is found later has only that block's text parsed once
// more.
package syntax
