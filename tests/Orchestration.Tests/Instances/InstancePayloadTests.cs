using System.Text;
using System.Text.Json;
using ServerlessTraining.Orchestration.Instances;

namespace ServerlessTraining.Orchestration.Tests.Instances;

public sealed class InstancePayloadTests
{
    [Theory]
    [InlineData("""{"a":"AccountKey=k1;b","c":[{"?sig=k2":1}],"d":"x?code=k3"}""", """{"a":"AccountKey=***;b","c":[{"?sig=***":1}],"d":"x?code=***"}""")]
    [InlineData("""{"a":1,"a":2.50,"b":null,"c":true,"ü":"\u00e4"}""", """{"a":1,"a":2.50,"b":null,"c":true,"ü":"ä"}""")]
    [InlineData("Type: AccountKey=k1;b", "\"Type: AccountKey=***;b\"")]
    [InlineData("""["\ud800 sig=k2"]""", "\"[\\\"\\\\ud800 sig=***\\\"]\"")]
    [InlineData("", "\"\"")]
    [InlineData("null", "null")]
    public void Whole_AnyText_IsJsonWithoutSecrets(string serialized, string json) => Assert.Equal(json, InstancePayload.Whole(serialized)!.Value.GetRawText());

    [Fact]
    public void Shown_None_IsNone() => Assert.Null(InstancePayload.Shown(null));

    [Fact]
    public void Shown_AsLongAsAllowed_IsWhole()
    {
        string json = JsonSerializer.Serialize(new string('x', InstancePayload.MostBytes - 2));

        Assert.Equal(json, InstancePayload.Shown(json)!.Value.GetRawText());
    }

    [Fact]
    public void Shown_Longer_IsItsBeginningWithANote()
    {
        string json = "[" + string.Join(',', Enumerable.Repeat("\"€€€\"", 2000)) + "]";

        string shown = InstancePayload.Shown(json)!.Value.GetString()!;

        string note = $"... (cut: the first 16,384 of {Encoding.UTF8.GetByteCount(json):N0} bytes)";
        Assert.EndsWith(note, shown, StringComparison.Ordinal);
        Assert.StartsWith(shown[..^note.Length], json, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(shown[..^note.Length]), InstancePayload.MostBytes - 3, InstancePayload.MostBytes);
    }

    [Fact]
    public void Shown_SecretAtTheCut_IsNotHalfThere()
    {
        string json = JsonSerializer.Serialize(new string('x', InstancePayload.MostBytes - 20) + " AccountKey=abcdefghijklmnopqrstuvwxyz");

        Assert.DoesNotContain("abc", InstancePayload.Shown(json)!.Value.GetString(), StringComparison.Ordinal);
    }
}
