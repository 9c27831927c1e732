using System.Text;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class GridDocumentFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "null", "true", "-", "1e999", "9007199254740993", "0", ".", "e", "\n", "\u0000",
        "é", "\U0001F600", "\uD800", "\"name\": 1,",
    ];

    [Fact]
    public void Read_MutatedGrid_IsAGridOrErrorsWithTheirPlaces()
    {
        int grids = 0;
        int refused = 0;
        Property.Holds(
            random =>
            {
                string text = Mutate(GridDocuments.Random(random), random);
                try
                {
                    TrainingGrid grid = GridDocuments.Read(text);
                    Assert.InRange((int)grid.Combinations, 1, GridLimits.MaxConfigurations);
                    grids++;
                }
                catch (DocumentException error)
                {
                    refused++;
                    int lines = text.Count(c => c == '\n') + 1;
                    Assert.NotEmpty(error.Errors);
                    Assert.All(error.Errors, one => Assert.InRange(one.Position.Line, 1, lines));
                    Assert.All(error.Errors, one => Assert.InRange(one.Position.Column, 1, text.Split('\n')[one.Position.Line - 1].Length + 1));
                }
            },
            runs: 3000);

        // Both outcomes, else the mutations prove nothing.
        Assert.True(grids > 100 && refused > 1000, $"{grids} grids, {refused} refused");
    }

    private static string Mutate(string text, SeededRandom random)
    {
        StringBuilder changed = new(text);
        for (int left = 1 + random.Next(2); left > 0; left--)
        {
            int place = random.Next(changed.Length);
            int length = Math.Min(1 + random.Next(random.Next(2) == 0 ? 1 : 12), changed.Length - place);
            switch (random.Next(4))
            {
                case 0:
                    changed.Remove(place, Math.Min(length, changed.Length - 1));
                    break;
                case 1:
                    changed.Insert(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    changed[place] = char.IsAsciiDigit(changed[place]) ? (char)('0' + random.Next(10)) : (char)random.Next(128);
                    break;
                default:
                    changed.Insert(random.Next(changed.Length), changed.ToString(place, length));
                    break;
            }
        }

        return changed.ToString();
    }
}
