using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Tests.Documents;

public sealed class JsonDocumentReaderTests
{
    [Fact]
    public void Read_EveryKind_GivesTextKindAndPosition()
    {
        DocumentMapping root = Assert.IsType<DocumentMapping>(JsonDocumentReader.Read("{\n  \"a\": [1.50, true,\n    null], \"b\": \"x\\ny\", \"c\": {}\n}"));

        Assert.Equal(["a 2:3", "b 3:12", "c 3:25"], root.Entries.Select(entry => $"{entry.Key} {entry.Position}"));
        DocumentSequence list = Assert.IsType<DocumentSequence>(root.Entries[0].Value);
        Assert.Equal(["1.50 Number 2:9", "true Boolean 2:15", "null Null 3:5"], list.Items.Cast<DocumentScalar>().Select(Text));
        Assert.Equal("x\ny Text 3:17", Text((DocumentScalar)root.Entries[1].Value));
        Assert.Empty(Assert.IsType<DocumentMapping>(root.Entries[2].Value).Entries);
    }

    [Fact]
    public void Read_CharactersOutsideAscii_CountAsInAnEditor()
    {
        DocumentSequence list = (DocumentSequence)JsonDocumentReader.Read("[\"é€\", \"\U0001F600\", 1]");

        Assert.Equal(["1:2", "1:8", "1:14"], list.Items.Select(item => item.Position.ToString()));
    }

    [Fact]
    public void Read_ByteOrderMark_IsPassedOver() => Assert.Equal("1:1", JsonDocumentReader.Read("\uFEFF7").Position.ToString());

    [Fact]
    public void Read_KeysThatStandTwice_AreAllToldWithTheFirst()
    {
        DocumentException error = Refused("{\"a\": [{\"x\": 1, \"x\": 2}],\n \"a\": 3}");

        Assert.Equal(
            "The document has 2 errors:\n  1:17 a[0].x: this key stands at 1:9 already; keep one of the two\n"
            + "  2:2 a: this key stands at 1:2 already; keep one of the two", error.Message);
    }

    [Fact]
    public void Read_KeysThatAreEqualOnceEscapesAreRead_AreTheSame() =>
        Assert.Contains("stands at 1:2 already", Refused("{\"a\": 1, \"\\u0061\": 2}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\"a\": 1,\n}", 2, 1)]
    [InlineData("{\"é\": x}", 1, 7)]
    [InlineData("[1, // one\n 2]", 1, 5)]
    [InlineData("[01]", 1, 3)]
    [InlineData("[NaN]", 1, 2)]
    [InlineData("[1] [2]", 1, 5)]
    [InlineData("['a']", 1, 2)]
    [InlineData("[\"a\nb\"]", 1, 4)]
    public void Read_NotJson_IsRefusedWhereItGoesWrong(string text, int line, int column)
    {
        DocumentError error = Assert.Single(Refused(text).Errors);

        Assert.Equal(new DocumentPosition(line, column), error.Position);
        Assert.StartsWith("this is not JSON: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedDeeperThan64_IsRefusedAtTheBracket()
    {
        Assert.IsType<DocumentSequence>(JsonDocumentReader.Read(new string('[', 64) + new string(']', 64)));

        DocumentError error = Assert.Single(Refused(new string('[', 100_000)).Errors);
        Assert.Equal(new DocumentPosition(1, 65), error.Position);
        Assert.Equal("mappings and lists are nested deeper than 64, which is the most allowed", error.Message);
    }

    [Fact]
    public void Read_LongerThanAllowed_IsRefusedWithItsLength()
    {
        Assert.IsType<DocumentScalar>(JsonDocumentReader.Read("1" + new string(' ', DocumentBuilder.MaxLength - 1)));

        Assert.Equal(
            "configs/a.json has 1 error:\n  1:1 the document has 1048577 characters, but at most 1048576 are allowed",
            Refused(new string(' ', DocumentBuilder.MaxLength + 1), "configs/a.json").Message);
    }

    [Theory]
    [InlineData("[\"\\ud800\"]", 1, 2)]
    [InlineData("{\"a\\udc00\": 1}", 1, 2)]
    public void Read_HalfACharacterByEscape_IsRefused(string text, int line, int column) => Assert.Equal(
        new DocumentError(new DocumentPosition(line, column), text[0] == '[' ? "[0]" : "", "half a character (a lone UTF-16 surrogate) stands here; write the whole character"),
        Assert.Single(Refused(text).Errors));

    [Fact]
    public void Read_HalfACharacterAsItIs_IsRefused() => Assert.Equal("2:4", Assert.Single(Refused("[\"é\",\n\"\U0001F600\uD83D\"]").Errors).Position.ToString());

    [Fact]
    public void Read_ControlCharacter_IsRefused() => Assert.Equal(
        "The document has 1 error:\n  2:3 the control character U+0000 stands here; delete it, or write it as an escape (\\u0000) in quotes", Refused("[\n\"a\0\"]").Message);

    private static DocumentException Refused(string text, string source = "The document") => Assert.Throws<DocumentException>(() => JsonDocumentReader.Read(text, source));

    private static string Text(DocumentScalar scalar) => $"{scalar.Text} {scalar.Kind} {scalar.Position}";
}
