using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>How little of a range surely holds as many bars as are wanted. Of the chunk that the range begins or ends in, nobody knows how much lies inside.</summary>
internal static class NeededBars
{
    public static TimeInterval First(StoredSeries stored, TimeInterval asked, int count)
    {
        int sure = 0;
        foreach (BarChunk chunk in stored.Chunks.Where(chunk => chunk.Last >= asked.Start))
        {
            if (chunk.First >= asked.Start) sure += chunk.Count;
            if (sure >= count) return chunk.Last < asked.End ? new TimeInterval(asked.Start, chunk.Last + stored.Timeframe.Duration) : asked;
        }

        return asked;
    }

    public static TimeInterval Last(StoredSeries stored, TimeInterval asked, int count)
    {
        int sure = 0;
        foreach (BarChunk chunk in stored.Chunks.Reverse().Where(chunk => chunk.First < asked.End))
        {
            if (chunk.Last < asked.End) sure += chunk.Count;
            if (sure >= count) return chunk.First > asked.Start ? new TimeInterval(chunk.First, asked.End) : asked;
        }

        return asked;
    }
}
