using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Tests.Documents;

public sealed class CanonicalJsonTests
{
    /// <summary>RFC 8785, section 3.2.2: the sample with every kind of value.</summary>
    [Fact]
    public void Write_SampleOfTheStandard_GivesItsText()
    {
        const string Sample = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""", Canonical(Sample));
    }

    /// <summary>RFC 8785, section 3.2.3: keys in the order of their UTF-16 units, which is not that of their characters (the emoji comes before the Hebrew letter).</summary>
    [Fact]
    public void Write_KeysOfTheStandard_AreInItsOrder()
    {
        const string Sample = """
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji", "\u0080": "Control",
             "\u00f6": "O With Diaeresis"}
            """;

        Assert.Equal(
            ["Carriage Return", "One", "Control", "O With Diaeresis", "Euro Sign", "Emoji", "Hebrew Letter Dalet With Dagesh"],
            JsonNode.Parse(Canonical(Sample))!.AsObject().Select(pair => pair.Value!.GetValue<string>()));
    }

    [Fact]
    public void Write_ElementNodeAndDocument_AreTheSame()
    {
        const string Json = """ { "b" : [ ] , "a" : { } , "c" : "é\t\b\f\r/" } """;
        const string Expected = """{"a":{},"b":[],"c":"é\t\b\f\r/"}""";

        Assert.Equal(Expected, Canonical(Json));
        Assert.Equal(Expected, CanonicalJson.Write(JsonSerializer.Deserialize<JsonElement>(Json)));
        Assert.Equal(Expected, CanonicalJson.Write(JsonNode.Parse(Json)));
        Assert.Equal("null", CanonicalJson.Write((JsonNode?)null));
    }

    [Fact]
    public void Write_OneLetterInTwoForms_StaysTwoTexts() => Assert.NotEqual(Canonical("\"\\u00e9\""), Canonical("\"e\\u0301\""));

    [Fact]
    public void Write_KeyThatStandsTwice_IsRefused() =>
        Assert.Throws<DocumentException>(() => CanonicalJson.Write(JsonSerializer.Deserialize<JsonElement>("""{"a": 1, "a": 1}""")));

    [Fact]
    public void Write_NumberThatNoDoubleHolds_IsRefusedWithItsPlace() => Assert.Equal(
        "The document has 1 error:\n  1:2 1e999 is larger than the largest number a double can hold, 1.7976931348623157e+308",
        Assert.Throws<DocumentException>(() => Canonical("[1e999]")).Message);

    private static string Canonical(string json) => CanonicalJson.Write(JsonDocumentReader.Read(json));
}
