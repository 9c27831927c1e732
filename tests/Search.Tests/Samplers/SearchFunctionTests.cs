using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Search.Tests.Samplers;

public sealed class SearchFunctionTests
{
    private static readonly string Reference = Path.GetFullPath(Repository.PathOf("..", "shared", "data", "reference", "hpo_functions.json"));

    [Fact]
    public void Functions_AtTheKnownMinima_HaveTheValuesOfTheReference()
    {
        Assert.SkipUnless(File.Exists(Reference), "The reference values lie beside the checkout in ../shared/data, which is not here.");
        JsonElement functions = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Reference)).GetProperty("functions");
        Assert.Equal(functions.EnumerateObject().Select(function => function.Name), SearchFunction.All.Select(function => function.Name));
        foreach (SearchFunction function in SearchFunction.All)
        {
            JsonElement reference = functions.GetProperty(function.Name);
            Assert.Equal(reference.GetProperty("optimum").GetDouble(), function.Optimum);
            Assert.Equal(reference.GetProperty("bounds").EnumerateArray().Select(bound => (bound[0].GetDouble(), bound[1].GetDouble())), function.Bounds);
            foreach ((JsonElement at, JsonElement value) in reference.GetProperty("argmin").EnumerateArray().Zip(reference.GetProperty("value_at_argmin").EnumerateArray()))
            {
                Assert.Equal(value.GetDouble(), function.Of([.. at.EnumerateArray().Select(x => x.GetDouble())]), 1e-12);
            }
        }
    }
}
