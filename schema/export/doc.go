// Package export writes a configuration for a live contact centre, as a careful person would
// have written it. It does no I/O: a state goes in, and files come out.
//
// Its terms:
//
//   - A describer says what a configuration can say of a live object. It leaves out what the
//     service gives a new object by itself.
//   - A node is an expression. A speller makes nodes of the values of objects: strings,
//     references, rows of tables, words such as `access`.
//   - A block describes one object, or with for_each several. A grouper finds out which
//     objects share a block, by the number of lines.
//   - A roster is a block of users who are rows of a CSV file.
//
// For example, three queues with the same hours become
//
//	queue "service" {
//	  for_each = {
//	    "Home Service"   = 60
//	    "Motor Service"  = 60
//	    "Travel Service" = 30
//	  }
//	  hours_of_operation = hours_of_operation.customer_service
//	  max_contacts       = each.value
//	}
//
// An object that a stack of the exported configuration's name owns keeps its address, so
// exporting again after an apply gives the same files.
package export
