using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Adam with decoupled weight decay, and the clipping of the gradient before it.</summary>
internal sealed unsafe class AdamW(int length, double weightDecay) : IDisposable
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly FloatBuffer first = new(length);
    private readonly FloatBuffer second = new(length);
    private double firstPower = 1;
    private double secondPower = 1;

    /// <summary>Adds a gradient to a sum of gradients.</summary>
    public static void Add(float* sum, float* gradient, int length)
    {
        for (int i = 0; i < length; i += LstmMath.Width) (Vector512.Load(sum + i) + Vector512.Load(gradient + i)).Store(sum + i);
    }

    /// <summary>Euclidean. Sums of blocks in float, of all in double: exact enough, and the same for any number of threads.</summary>
    public static double Norm(float* gradient, int length)
    {
        const int Block = 64 * LstmMath.Width;
        double sum = 0;
        for (int start = 0; start < length; start += Block)
        {
            int end = Math.Min(start + Block, length);
            Vector512<float> squares = Vector512<float>.Zero;
            for (int i = start; i < end; i += LstmMath.Width)
            {
                Vector512<float> g = Vector512.Load(gradient + i);
                squares = Vector512.FusedMultiplyAdd(g, g, squares);
            }

            sum += Vector512.Sum(squares);
        }

        return Math.Sqrt(sum);
    }

    /// <param name="weights">As long as said, a multiple of the vector width.</param>
    /// <param name="gradient">As long.</param>
    /// <param name="scale">What the gradient is multiplied by: below 1 where it is clipped.</param>
    /// <param name="learningRate">Of this step.</param>
    public void Step(float* weights, float* gradient, double scale, double learningRate)
    {
        firstPower *= FirstDecay;
        secondPower *= SecondDecay;
        Vector512<float> keep = Vector512.Create((float)(1 - (learningRate * weightDecay)));
        Vector512<float> step = Vector512.Create((float)(-learningRate / (1 - firstPower)));
        Vector512<float> correction = Vector512.Create((float)(1 / Math.Sqrt(1 - secondPower)));
        Vector512<float> clip = Vector512.Create((float)scale);
        Vector512<float> firstOld = Vector512.Create((float)FirstDecay);
        Vector512<float> firstNew = Vector512.Create((float)(1 - FirstDecay));
        Vector512<float> secondOld = Vector512.Create((float)SecondDecay);
        Vector512<float> secondNew = Vector512.Create((float)(1 - SecondDecay));
        Vector512<float> epsilon = Vector512.Create(Epsilon);
        for (int i = 0; i < length; i += LstmMath.Width)
        {
            Vector512<float> g = Vector512.Load(gradient + i) * clip;
            Vector512<float> m = Vector512.FusedMultiplyAdd(firstOld, Vector512.Load(first.Pointer + i), firstNew * g);
            Vector512<float> v = Vector512.FusedMultiplyAdd(secondOld, Vector512.Load(second.Pointer + i), secondNew * (g * g));
            Vector512<float> change = step * m / Vector512.FusedMultiplyAdd(Vector512.Sqrt(v), correction, epsilon);
            m.Store(first.Pointer + i);
            v.Store(second.Pointer + i);
            Vector512.FusedMultiplyAdd(keep, Vector512.Load(weights + i), change).Store(weights + i);
        }
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
