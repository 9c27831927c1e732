using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class HyperParametersTests
{
    [Fact]
    public void Parse_NullValue_IsAsIfLeftOut() => Assert.Equal(HyperParameters.None, HyperParameters.Parse("""{"a": null}"""));

    [Fact]
    public void Parse_OtherSpelling_IsEqual()
    {
        HyperParameters parsed = HyperParameters.Parse("""{ "b": [1.0, null], "a\u0022": 2e1 }""");

        Assert.Equal("""{"a\"":20,"b":[1,null]}""", parsed.Json);
        Assert.Equal(parsed, HyperParameters.Parse(parsed.Json));
    }

    [Fact]
    public void Parse_NoObject_IsRefused() => Assert.Equal(
        "hyper_parameters has 1 error:\n  1:1 must be a mapping of keys to values, but is an empty list",
        Assert.Throws<DocumentException>(() => HyperParameters.Parse("[]")).Message);
}
