package bounded

// A Budget is the cost that the evaluation of one configuration can have. It grows with
// the files: a configuration that reads a hundred thousand rows can use them all, and a
// configuration of three lines cannot use as much as those rows need.
type Budget struct {
	Least   Cost // before any file is read
	PerByte Cost // added for each byte of the files that were read
	Most    Cost // however many bytes are read
}

// Standard returns the budget that configurations have. A unit of work takes about a
// microsecond, and an element about 150 bytes of memory. Suppose that a configuration
// reads a file of users and merges each row with a few defaults. For each byte of the file
// this takes about 30 units of work, 3 elements and 10 bytes of text.
func Standard() Budget {
	return Budget{
		Least:   Cost{Work: 4_000_000, Elements: 500_000, Bytes: 32 << 20},
		PerByte: Cost{Work: 40, Elements: 4, Bytes: 40},
		Most:    Cost{Work: 100_000_000, Elements: 8_000_000, Bytes: 256 << 20},
	}
}

// after returns the limits after the given number of bytes was read.
func (b Budget) after(read int64) Cost {
	return Cost{
		Work:     min(add(b.Least.Work, product(b.PerByte.Work, read)), b.Most.Work),
		Elements: min(add(b.Least.Elements, product(b.PerByte.Elements, read)), b.Most.Elements),
		Bytes:    min(add(b.Least.Bytes, product(b.PerByte.Bytes, read)), b.Most.Bytes),
	}
}
