package spreadsheet

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Byte order marks, which say how the text after them is encoded.
const (
	markUTF8    = "\xef\xbb\xbf"
	markUTF16LE = "\xff\xfe" // Excel's "Unicode Text"
	markUTF16BE = "\xfe\xff"
)

// An encodingError says that a file is not UTF-8, and where. Its message shows the first
// character that is wrong.
type encodingError struct {
	Line int
	Byte byte
}

// Error ends a sentence that names the file.
func (e *encodingError) Error() string {
	text := fmt.Sprintf("it is not UTF-8: line %d has the byte 0x%X", e.Line, e.Byte)
	if r := charmap.Windows1252.DecodeByte(e.Byte); r != utf8.RuneError {
		text += fmt.Sprintf(", which is %q in Windows-1252", string(r))
	}
	return text + ". " + saveAgain
}

const saveAgain = `Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`

// Text returns the text of a file: UTF-8, or UTF-16 that begins with a byte order mark. It
// leaves the mark out. The error ends a sentence that names the file.
func Text(file []byte) ([]byte, error) {
	if bytes.HasPrefix(file, []byte(markUTF16LE)) || bytes.HasPrefix(file, []byte(markUTF16BE)) {
		if len(file)%2 != 0 {
			return nil, errors.New("it is UTF-16, but ends in the middle of a character. " + saveAgain)
		}
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(file)
	}
	text := bytes.TrimPrefix(file, []byte(markUTF8))
	if utf8.Valid(text) {
		return text, nil
	}
	return nil, notUTF8(text)
}

// notUTF8 returns the error for a text that is not valid UTF-8.
func notUTF8(text []byte) error {
	if bytes.IndexByte(text, 0) >= 0 {
		return errors.New(withoutMark)
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			return &encodingError{Line: bytes.Count(text[:at], []byte("\n")) + 1, Byte: text[at]}
		}
		at += size
	}
}

// withoutMark is said of a text with NUL characters: UTF-16 has one beside each letter of
// the Latin alphabet.
const withoutMark = "it has NUL characters, as UTF-16 without a byte order mark has. " + saveAgain
