package bounded

// A Budget says what the evaluation of one configuration may cost. It grows with
// what is read, so that a hundred thousand rows of a file can be worked through, and
// three lines cannot spend as much as those need.
type Budget struct {
	Least   Cost // whatever is read
	PerByte Cost // more, for each byte of the files that were read
	Most    Cost // whatever is read
}

// Standard returns the budget that configurations have. One of work is about a
// microsecond, and an element about 150 bytes of memory. To merge each row of a file
// of users with a few others takes 30 of work, 3 elements and 10 bytes of text for a
// byte of the file.
func Standard() Budget {
	return Budget{
		Least:   Cost{Work: 4_000_000, Elements: 500_000, Bytes: 32 << 20},
		PerByte: Cost{Work: 40, Elements: 4, Bytes: 40},
		Most:    Cost{Work: 100_000_000, Elements: 8_000_000, Bytes: 256 << 20},
	}
}

// after returns the budget when so many bytes were read.
func (b Budget) after(read int64) Cost {
	return Cost{
		Work:     min(add(b.Least.Work, product(b.PerByte.Work, read)), b.Most.Work),
		Elements: min(add(b.Least.Elements, product(b.PerByte.Elements, read)), b.Most.Elements),
		Bytes:    min(add(b.Least.Bytes, product(b.PerByte.Bytes, read)), b.Most.Bytes),
	}
}
