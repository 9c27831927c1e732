using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Tests.Documents;

public sealed class YamlDocumentReaderTests
{
    [Fact]
    public void Read_BlockAndFlowStyle_GivesTextKindAndPosition()
    {
        const string Yaml = """
            # a comment
            a:
              - 1.50   # another
              - true
              -
            b: 'x'
            c: {d: [é, "2"]}
            e: |
              two
              lines
            """;

        DocumentMapping root = Assert.IsType<DocumentMapping>(YamlDocumentReader.Read(Yaml));

        Assert.Equal(["a 2:1", "b 6:1", "c 7:1", "e 8:1"], root.Entries.Select(entry => $"{entry.Key} {entry.Position}"));
        Assert.Equal(["1.50 Number 3:5", "true Boolean 4:5", "null Null 5:4"], Items(root.Entries[0].Value));
        Assert.Equal("x Text 6:4", Text(root.Entries[1].Value));
        DocumentEntry inner = Assert.Single(Assert.IsType<DocumentMapping>(root.Entries[2].Value).Entries);
        Assert.Equal("d 7:5", $"{inner.Key} {inner.Position}");
        Assert.Equal(["é Text 7:9", "2 Text 7:12"], Items(inner.Value));
        Assert.Equal("two\nlines Text 8:4", Text(root.Entries[3].Value));
    }

    [Theory]
    [InlineData("true", "true Boolean")]
    [InlineData("False", "false Boolean")]
    [InlineData("yes", "yes Text")]
    [InlineData("no", "no Text")]
    [InlineData("off", "off Text")]
    [InlineData("tRue", "tRue Text")]
    [InlineData("'true'", "true Text")]
    [InlineData("~", "null Null")]
    [InlineData("NULL", "null Null")]
    [InlineData("12", "12 Number")]
    [InlineData("+12", "12 Number")]
    [InlineData("-0", "-0 Number")]
    [InlineData(".5", "0.5 Number")]
    [InlineData("-.5e-3", "-0.5e-3 Number")]
    [InlineData("1.", "1 Number")]
    [InlineData("1.e2", "1e2 Number")]
    [InlineData("1E+2", "1E+2 Number")]
    [InlineData("\"12\"", "12 Text")]
    [InlineData("1_000", "1_000 Text")]
    [InlineData("12:30", "12:30 Text")]
    [InlineData("1h", "1h Text")]
    [InlineData("2024-01-02", "2024-01-02 Text")]
    [InlineData(".", ". Text")]
    [InlineData("1e", "1e Text")]
    [InlineData("٣", "٣ Text")]
    public void Read_PlainScalar_IsWhatTheCoreSchemaSays(string yaml, string expected) =>
        Assert.Equal(expected, Assert.Single(Items(YamlDocumentReader.Read($"[{yaml}]")))[..^" 1:2".Length]);

    [Theory]
    [InlineData("a: 1\nb: 0x1F", "2:4 b: 0x1F is not a decimal, finite number; write it in decimal, or in quotes if it is a text")]
    [InlineData("a: 0o17", "1:4 a: 0o17 is not a decimal, finite number; write it in decimal, or in quotes if it is a text")]
    [InlineData("- -.inf", "1:3 [0]: -.inf is not a decimal, finite number; write it in decimal, or in quotes if it is a text")]
    [InlineData("- .NaN", "1:3 [0]: .NaN is not a decimal, finite number; write it in decimal, or in quotes if it is a text")]
    [InlineData("symbols: [000001]", "1:11 symbols[0]: 000001 begins with 0, which some read as octal; leave the zeros out, or write it in quotes if it is a text")]
    [InlineData("a: &x 1", "1:4 a: the anchor &x is not allowed; write the value out where it is needed")]
    [InlineData("a: [1, *x]", "1:8 a[1]: the alias *x is not allowed; write the value itself")]
    [InlineData("a: !!str 1", "1:4 a: the tag tag:yaml.org,2002:str is not allowed; a value in quotes is a text, all else is told by its spelling")]
    [InlineData("a: ! x", "1:4 a: the tag ! is not allowed; a value in quotes is a text, all else is told by its spelling")]
    [InlineData("a: !Foo {}", "1:4 a: the tag !Foo is not allowed; a value in quotes is a text, all else is told by its spelling")]
    [InlineData("a: 1\n---\nb: 2", "2:1 a second document begins here, but one file is one document; delete the line ---, or write a file each")]
    [InlineData("%YAML 1.1\n---\na: 1", "1:1 directives (%) are not allowed; delete the line, the file is read as YAML 1.2")]
    [InlineData("? [1]\n: 2", "1:3 a mapping or a list cannot be a key; keys are plain text")]
    [InlineData("a: 1\nb: 2\na: 3", "3:1 a: this key stands at 1:1 already; keep one of the two")]
    [InlineData("", "1:1 the document is empty; a value is needed")]
    [InlineData("# only a comment", "1:1 the document is empty; a value is needed")]
    [InlineData("a: \"\\ud800\"", "1:4 a: this is not YAML: While scanning a quoted scalar, found invalid Unicode surrogates.")]
    [InlineData("a: [1, 2", "2:1 a[2]: this is not YAML: While parsing a flow sequence, did not find expected ',' or ']'.")]
    [InlineData("a: 1\0b: 2", "1:5 the control character U+0000 stands here; delete it, or write it as an escape (\\u0000) in quotes")]
    [InlineData("a: 1\nb: !![", "2:2 b: this is not YAML: something behind this place cannot be read")]
    [InlineData(": {h\n*", "1:3 '': this is not YAML: something behind this place cannot be read")]
    [InlineData("...\n,", "1:1 this is not YAML: something behind this place cannot be read")]
    [InlineData("a: b: c", "1:5 a: this is not YAML: While scanning a plain scalar value, found invalid mapping.")]
    public void Read_WhatIsNotAllowed_IsRefusedWithItsPlace(string yaml, string error) => Assert.Equal($"The document has 1 error:\n  {error}", Refused(yaml).Message);

    [Fact]
    public void Read_MuchIsNotAllowed_TellsAll() => Assert.Equal(
        ["1:4 a", "2:4 b", "3:1 a", "3:4 a", "4:1 "], Refused("a: &x 1\nb: !y 2\na: 0x1\n---\n3").Errors.Select(error => $"{error.Position} {error.Path}"));

    [Fact]
    public void Read_AliasBomb_IsRefusedAtItsFirstAlias() => Assert.Equal(
        ["1:4 a", "2:4 b", "2:8 b[0]"], Refused("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]").Errors.Select(error => $"{error.Position} {error.Path}"));

    [Fact]
    public void Read_NestedDeeperThan64_IsRefused() =>
        Assert.Equal(
            new { Position = new DocumentPosition(1, 65), Message = "mappings and lists are nested deeper than 64, which is the most allowed" },
            Refused(new string('[', 100_000)).Errors.Select(error => new { error.Position, error.Message }).Single());

    [Fact]
    public void Read_LongerThanAllowed_IsRefused() =>
        Assert.Contains("at most 1048576 are allowed", Refused(new string('a', DocumentBuilder.MaxLength + 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ByteOrderMark_IsPassedOver() => Assert.Equal("a", Assert.IsType<DocumentMapping>(YamlDocumentReader.Read("\uFEFFa: 1")).Entries[0].Key);

    private static DocumentException Refused(string yaml) => Assert.Throws<DocumentException>(() => YamlDocumentReader.Read(yaml));

    private static IEnumerable<string> Items(DocumentNode list) => Assert.IsType<DocumentSequence>(list).Items.Select(Text);

    private static string Text(DocumentNode node)
    {
        DocumentScalar scalar = Assert.IsType<DocumentScalar>(node);
        return $"{scalar.Text} {scalar.Kind} {scalar.Position}";
    }
}
